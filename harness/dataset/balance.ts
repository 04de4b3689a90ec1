import type { Item } from './item.ts'

/** How often each place among the options holds the right answer, from the first place on; items without options are left out. */
export function goldPlaces(items: readonly Item[]): number[] {
  const places = items.flatMap(({ answer }) => (answer.index === undefined ? [] : [answer.index]))
  const most = Math.max(0, ...items.map(({ options }) => options.length))
  return Array.from({ length: most }, (_, place) => places.filter((each) => each === place).length)
}
