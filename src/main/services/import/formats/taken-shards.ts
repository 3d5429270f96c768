import type { Shard } from '../shards'
import type { TakenEvent } from './events'
import { splitOfName } from './split-name'

/** Files that are named one by one before an import. */
const SHOWN = 20

/** What several files of a data set are taken for: the first of them, with their splits. */
export const takenShards = (shards: readonly Shard[]): TakenEvent[] =>
  shards.length < 2
    ? []
    : [
        {
          type: 'taken',
          taken: {
            parts: shards
              .slice(0, SHOWN)
              .map(({ name }) => ({ file: name, split: splitOfName(name) }))
          }
        }
      ]
