import * as v from 'valibot'
import { EntityId, PageRequest, Pair, Split } from '../domain'
import { procedure } from './base'

/** English-Vietnamese sentence pairs. */
export const pairsContract = {
  page: procedure
    .input(
      v.object({
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
    .output(Pair)
}
