import { canonicalReport } from '../harness/report/canonical.ts'
import type { Report } from '../harness/report/report.generated.ts'

/** The report as JSON after `report.schema.json`; equal reports give equal bytes. */
export function json(report: Report): string {
  return canonicalReport(report)
}
