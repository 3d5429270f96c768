import type { TextTarget } from '../../../shared/domain'
import { checkCodes } from '../../../shared/vietnamese/check-codes'
import { noIssues, type IssueCounts } from '../../store/captions/check-texts'
import type { Library } from '../../store/core/library'

/** Time between two reports of how far a count is, in milliseconds. */
const REPORT_MS = 150

/** How far a count of issues is; the last has `done`. */
export type IssueScan = IssueCounts & { done: boolean }

/** Counts in how many texts each check finds something, and reports its progress. */
export async function* countIssues(
  library: Library,
  target: TextTarget
): AsyncGenerator<IssueScan, void> {
  const sum = noIssues()
  let told = performance.now()
  for await (const slices of library.reader.rows('scanIssues', target)) {
    for (const { scanned, texts, sure } of slices) {
      sum.scanned += scanned
      for (const code of checkCodes) {
        sum.texts[code] += texts[code]
        sum.sure[code] += sure[code]
      }
    }
    if (performance.now() - told < REPORT_MS) continue
    told = performance.now()
    yield { ...structuredClone(sum), done: false }
  }
  yield { ...sum, done: true }
}
