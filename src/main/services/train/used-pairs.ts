import type { RunConfig } from '../../../shared/domain'
import type { TrainingItem } from '../../../shared/engine-protocol'
import type { Library } from '../../store/core/library'
import { pairTimes } from '../../store/runs/pair-sources'
import { pairParts } from './data-parts'

/** A pair of a run, before it is known in which row its embedding stands. */
export type UsedPair = Omit<Extract<TrainingItem, { kind: 'pair' }>, 'row'>

/**
 * The pairs that a run uses. Those of a source that is repeated otherwise than the rest say how
 * often; those of one that is never repeated are left out. Throws `train.unknown-source`, unless
 * sources may be `gone`.
 */
export async function* usedPairs(
  { read, reader }: Library,
  config: RunConfig,
  { gone = false } = {}
): AsyncGenerator<UsedPair> {
  const timesOf = pairTimes(read, config, { gone })
  for (const { split, args } of pairParts(config)) {
    for await (const rows of reader.rows('trainingPairs', ...args)) {
      for (const { pairId, vietnamese, importId } of rows) {
        const times = split === 'train' ? timesOf(importId) : config.pairRepeat
        if (times === 0) continue
        const repeat = times === config.pairRepeat ? {} : { repeat: times }
        yield { kind: 'pair', split, pairId, text: vietnamese, ...repeat }
      }
    }
  }
}
