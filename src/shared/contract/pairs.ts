import * as v from 'valibot'
import { EntityId, PageRequest, Pair, PairRevision, Split } from '../domain'
import { Done, procedure } from './base'

/** English-Vietnamese sentence pairs. */
export const pairsContract = {
  page: procedure
    .input(
      v.object({
        /** In the filter language; words are searched in both sides. */
        text: v.optional(v.string()),
        split: v.optional(Split),
        ...PageRequest.entries
      })
    )
    .output(v.object({ total: v.number(), rows: v.array(Pair) })),
  save: procedure
    .input(
      v.object({ id: EntityId, english: v.string(), vietnamese: v.string(), version: v.number() })
    )
    .output(Pair),
  add: procedure
    .input(v.object({ english: v.string(), vietnamese: v.string(), split: Split }))
    .output(Pair),
  /** An undo brings it back. */
  remove: procedure.input(v.object({ id: EntityId })).output(Done),
  history: procedure.input(v.object({ id: EntityId })).output(v.array(PairRevision))
}
