const months = 'January February March April May June July August September October November December'.split(' ')
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** A date YYYY-MM-DD, at midnight, in the words of Python's `strftime` (English); `refuse` is told of a format that is not known. */
export function dateWords(date: string, format: string, refuse: (reason: string) => never): string {
  const at = new Date(`${date}T00:00:00Z`)
  const month = months[at.getUTCMonth()] ?? ''
  const day = days[at.getUTCDay()] ?? ''
  const two = (value: number): string => String(value).padStart(2, '0')
  const words: Record<string, string> = {
    Y: String(at.getUTCFullYear()),
    y: two(at.getUTCFullYear() % 100),
    m: two(at.getUTCMonth() + 1),
    B: month,
    b: month.slice(0, 3),
    d: two(at.getUTCDate()),
    A: day,
    a: day.slice(0, 3),
    H: '00',
    M: '00',
    S: '00',
    '%': '%',
  }
  return format.replace(/%(.?)/gsu, (code, letter: string) => words[letter] ?? refuse(`it writes the date as ${code}`))
}
