import * as v from 'valibot'
import { EntityId, Split, Timestamp } from './common'
import { ChangeKind } from './history'

/** A sentence in English and its Vietnamese translation. */
export const Pair = v.object({
  id: EntityId,
  english: v.string(),
  vietnamese: v.string(),
  split: Split,
  /** Grows by one with every change. */
  version: v.number()
})
export type Pair = v.InferOutput<typeof Pair>

/** One recorded change of a pair. */
export const PairRevision = v.object({
  id: EntityId,
  group: v.number(),
  kind: ChangeKind,
  /** Null where the pair did not exist before (or does not after). */
  before: v.nullable(Pair),
  after: v.nullable(Pair),
  actor: v.string(),
  at: Timestamp
})
export type PairRevision = v.InferOutput<typeof PairRevision>
