import type { ImportReport, SkippedRecord } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'

type Counts = Pick<ImportReport, 'images' | 'captions' | 'pairs'>

/** Most skipped records that the report lists one by one. */
const LISTED_SKIPS = 1000

/**
 * An input that has records of which none can be used is an error, and not an import of nothing:
 * throws `import.nothing-usable`, naming the first record and its reason.
 */
export function requireSomething(
  path: string,
  usable: readonly unknown[],
  [first, ...others]: readonly SkippedRecord[]
): void {
  if (usable.length > 0 || !first) return
  // The id may hold anything; a message for a person is one line.
  const what = first.what.replace(/\p{Cc}+/gu, ' ')
  throw new AppError('import.nothing-usable', { path, count: others.length + 1, ...first, what })
}

export const emptyCounts = (): Counts => ({
  images: { added: 0, unchanged: 0 },
  captions: { added: 0, unchanged: 0 },
  pairs: { added: 0, unchanged: 0 }
})

/** The report of an import that is done. */
export function reportOf(
  format: ImportReport['format'],
  counts: Counts,
  skipped: readonly SkippedRecord[]
): ImportReport {
  const skippedByReason: Record<string, number> = {}
  for (const { reason } of skipped) skippedByReason[reason] = (skippedByReason[reason] ?? 0) + 1
  return {
    format,
    ...counts,
    skippedTotal: skipped.length,
    skippedByReason,
    skipped: skipped.slice(0, LISTED_SKIPS)
  }
}
