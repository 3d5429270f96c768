import type { RunConfig } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { readPairWeights } from '../../../shared/pair-weights'
import { iterate, type ReadDb } from '../core/connection'

/** How often pairs of an import are repeated in an epoch; those that no import brought have null. */
export type PairTimes = (importId: number | null) => number

/**
 * The weights of a run's pairs by their source: `pairRepeat` for all but those that `pairWeights`
 * names. A name counts for every import of a file or folder of that name. Throws
 * `train.unknown-source` where no pairs come from one, unless sources may be `gone`.
 */
export function pairTimes(
  db: ReadDb,
  { pairRepeat, pairWeights }: Pick<RunConfig, 'pairRepeat' | 'pairWeights'>,
  { gone = false } = {}
): PairTimes {
  const weights = readPairWeights(pairWeights) ?? []
  if (weights.length === 0) return () => pairRepeat
  const sources = listPairSources(db)
  const times = new Map<number | null, number>()
  for (const { source, times: often } of weights) {
    const named = sources.filter(({ name }) => name === source)
    if (named.length === 0 && !gone) {
      const known = [...new Set(sources.map(({ name }) => name))].join(', ')
      throw new AppError('train.unknown-source', { source, known })
    }
    for (const { importId } of named) times.set(importId, often)
  }
  return (importId) => times.get(importId) ?? pairRepeat
}

/** The imports that pairs come from, by the name of their file or folder. */
function listPairSources(db: ReadDb): { importId: number; name: string }[] {
  const rows = iterate<{ importId: number; path: string }>(
    db,
    `SELECT id AS importId, path FROM import
     WHERE id IN (SELECT import_id FROM pair WHERE import_id IS NOT NULL) ORDER BY id`
  )
  return [...rows].map(({ importId, path }) => ({
    importId,
    // Imported on another system perhaps, and never opened by this name.
    name: path.split(/[/\\]/).findLast((step) => step !== '') ?? path
  }))
}
