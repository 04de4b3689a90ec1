/** A score in [0, 1] as points: `50.8`. */
export function points(score: number): string {
  return plain((100 * score).toFixed(1))
}

/** A difference of scores as points with its sign: `+2.4`, `−0.3`, `0.0`. */
export function difference(value: number): string {
  const text = points(value)
  return Number(text.replace('−', '-')) > 0 ? `+${text}` : text
}

/** How far a score in [0, 1] may be off, in points of two digits: `±6.2`, `±13`. */
export function plusMinus(distance: number): string {
  return `±${distance < 0.0995 ? points(distance) : (100 * distance).toFixed(0)}`
}

/** A share in [0, 1] as a whole percentage: `61 %`. */
export function percent(share: number): string {
  return `${plain((100 * share).toFixed(0))} %`
}

/** A correlation or a reliability with two decimals and no leading zero: `.86`, `−.12`, `1.04`. */
export function correlation(value: number): string {
  return bare(value.toFixed(2))
}

/** A p-value with its sign of relation: `p = .0002`, `p = .34`, `p < .0001`. */
export function probability(p: number): string {
  return p < 0.0001 ? 'p < .0001' : `p = ${probabilityValue(p)}`
}

/** A p-value alone: `.0014`, `< .0001`. */
export function probabilityValue(p: number): string {
  if (p < 0.0001) return '< .0001'
  return bare(p.toFixed(p < 0.01 ? 4 : p < 0.1 ? 3 : 2))
}

/** Tokens in three digits: `812`, `12.3 k`, `2.10 M`, `1.42 G`. */
export function tokens(count: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (count >= 0.9995 * size) return `${threeDigits(count / size)} ${unit}`
  }
  return threeDigits(count)
}

/** A ratio with two decimals: `1.02`. */
export function ratio(value: number): string {
  return value.toFixed(2)
}

/** A ratio as a multiple: `1.02 ×`. */
export function times(value: number): string {
  return `${ratio(value)} ×`
}

/** A time in words: `4.2 s`, `38 s`, `3 min 12 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 120) return `${whole} s`
  if (whole < 7200) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** A number of things: `1 task`, `41 tasks`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

const bare = (text: string) => plain(text).replace(/^(−?)0\./, '$1.')

/** With a real minus sign, and none before a zero. */
const plain = (text: string) => text.replace(/^-(?=[0.]*$)/, '').replace('-', '−')

function threeDigits(value: number): string {
  return Number.isInteger(value) && value < 1000
    ? String(value)
    : value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)
}
