import * as v from 'valibot'
import {
  Count,
  EntityId,
  FilterText,
  PageRequest,
  Pair,
  PairRevision,
  Split,
  text
} from '../domain'
import { Done, procedure } from './base'

/** Imported sentences may be longer than captions. */
const Side = text(100_000)
const Sides = { english: Side, vietnamese: Side }

/** English-Vietnamese sentence pairs. */
export const pairsContract = {
  page: procedure
    .input(
      v.object({
        /** In the filter language; words are searched in both sides. */
        text: v.optional(FilterText),
        split: v.optional(Split),
        ...PageRequest.entries
      })
    )
    .output(v.object({ total: v.number(), rows: v.array(Pair) })),
  save: procedure.input(v.object({ id: EntityId, ...Sides, version: Count })).output(Pair),
  add: procedure.input(v.object({ ...Sides, split: Split })).output(Pair),
  /** An undo brings it back. */
  remove: procedure.input(v.object({ id: EntityId })).output(Done),
  history: procedure.input(v.object({ id: EntityId })).output(v.array(PairRevision))
}
