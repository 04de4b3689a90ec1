/** Takes a turn: gives what its work gives, once that has ended. */
export type TakeTurn = <Result>(work: Work<Result>, nameOf?: NameOf) => Promise<Result>

/** Work of a turn. `share` lets the next turn begin beside it, if that has the same name. */
export type Work<Result> = (share: () => void) => Promise<Result>

/** The name of a turn, asked for when it could begin; a turn without one is alone. */
export type NameOf = () => string

/** Turns that are taken in the order in which they were asked for, each after the one before has ended, but for what is shared: up to `most` at a time. */
export function createTurns(most: number): TakeTurn {
  const waiting: { nameOf: NameOf | undefined; begin: (turn: UnderWay) => Promise<void> }[] = []
  const underWay = new Set<UnderWay>()
  const fits = (name: string | undefined): boolean =>
    underWay.size === 0 ||
    (name !== undefined && underWay.size < most && [...underWay].every((turn) => turn.shares && turn.name === name))
  const goOn = (): void => {
    const [first] = waiting
    if (first === undefined || underWay.size === most) return
    const name = nameIn(first.nameOf)
    if (!fits(name)) return
    waiting.shift()
    const turn: UnderWay = { name, shares: false }
    underWay.add(turn)
    void first.begin(turn).then(() => {
      underWay.delete(turn)
      goOn()
    })
  }
  return (work, nameOf) =>
    new Promise((resolve, reject) => {
      const begin = (turn: UnderWay): Promise<void> =>
        work(() => {
          turn.shares = true
          goOn()
        }).then(resolve, reject)
      waiting.push({ nameOf, begin })
      goOn()
    })
}

/** What has no name, because its files cannot be read say, is alone, and tells why by its own work. */
function nameIn(nameOf: NameOf | undefined): string | undefined {
  try {
    return nameOf?.()
  } catch {
    return undefined
  }
}

interface UnderWay {
  name: string | undefined
  shares: boolean
}
