import type { CellScores } from '../../measure/cell.ts'
import type { StudyPart } from '../parts.ts'
import type { ReportTables, ReportTask } from '../report.generated.ts'
import { settingContrasts } from './contrasts.ts'
import { correlationMatrices } from './correlations.ts'
import { exposureTables } from './exposure.ts'
import { groupScores } from './groups.ts'
import { measuredModels } from './measured.ts'
import { seedSpreads } from './seedSpread.ts'

/** The tables of a study: what its cells say beside what was claimed. A table says what it lacks where cells are missing. */
export function tablesOf(study: StudyPart, tasks: readonly ReportTask[], cells: readonly CellScores[]): ReportTables {
  const models = measuredModels(study, tasks, cells)
  return {
    correlations: models.flatMap(correlationMatrices),
    groups: models.flatMap(groupScores),
    seedSpread: models.flatMap(seedSpreads),
    contrasts: models.flatMap(settingContrasts),
    exposure: models.flatMap(exposureTables),
  }
}
