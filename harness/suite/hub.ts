import { homedir } from 'node:os'
import path from 'node:path'

/**
 * The folder in which data sets and checkpoints of the hub lie on this machine: KSHOT_HUB, else `~/.cache/kshot`. Nothing is fetched: people
 * put them there.
 */
export function hubFolder(): string {
  return path.resolve(process.env['KSHOT_HUB'] ?? path.join(homedir(), '.cache', 'kshot'))
}

/** A public data set, by its id on the hub, or by the name that its folder was given where it is not there. */
export interface DataSet {
  from: 'hub' | 'manual'
  name: string
  config?: string
}

/** The file that holds a split: JSONL with the data set's own columns, as `to_json` of the datasets library writes it. */
export function splitFile({ name, config = 'default' }: DataSet, split: string): string {
  return path.join(hubFolder(), 'datasets', ...name.split('/'), config, `${split}.jsonl`)
}

/** The folder of a checkpoint or adapter, by its id on the hub. */
export function checkpointFolder(id: string): string {
  return path.join(hubFolder(), 'models', ...id.split('/'))
}

/** The reason of a test that is skipped for want of something, and where that is looked for. */
export function needed(what: string): string {
  return `${NEEDS}${what}; below ${hubFolder().replace(homedir(), '~')} (KSHOT_HUB)`
}

/** Whether a test was skipped for such a reason. */
export const isNeed = (reason: string) => reason.includes(NEEDS)

const NEEDS = 'needs '
