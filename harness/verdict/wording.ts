/** A correlation for a sentence: two digits, no leading zero, with a minus sign, e.g. `.86`, `−.07`, `1.02`; four where two would hide its sign. */
export function short(value: number): string {
  return value
    .toFixed(value !== 0 && Math.abs(value) < 0.005 ? 4 : 2)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−')
}

/** A p-value for a sentence: two digits, e.g. `.034`, `.0002`; `1` for 1. */
export function shortP(p: number): string {
  if (p >= 0.995) return '1'
  const digits = Math.min(20, Math.max(2, 1 - Math.floor(Math.log10(p))))
  return p
    .toFixed(digits)
    .replace(/^0/, '')
    .replace(/(\.\d\d\d*?)0+$/, '$1')
}

/** `1 task`, `3 tasks`, `1,200 items`. */
export function counted(count: number, noun: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${noun}${count === 1 ? '' : 's'}`
}
