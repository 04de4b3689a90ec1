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

/** A difference of scores for a sentence, in points with its sign, e.g. `+2.4`, `−0.3`, `0.0`. */
export function points(difference: number): string {
  const text = (100 * difference).toFixed(1)
  if (Number(text) === 0) return '0.0'
  return `${difference > 0 ? '+' : '−'}${text.replace('-', '')}`
}

/** A margin for a sentence, e.g. `3.0 points`. */
export function within(margin: number): string {
  return `${(100 * margin).toFixed(1)} points`
}

/** A share for a sentence, e.g. `4.2 %`; `100 %` and `0 %` only where it is exactly that. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${100 * share} %`
  const text = (100 * share).toFixed(1)
  if (text === '0.0') return '< 0.1 %'
  return text === '100.0' ? '> 99.9 %' : `${text} %`
}

/** The bounds of a share for a sentence, in per cent, e.g. `[2.1, 7.3]`. */
export function percents(lower: number, upper: number): string {
  return `[${(100 * lower).toFixed(1)}, ${(100 * upper).toFixed(1)}]`
}
