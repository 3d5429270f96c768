import * as v from 'valibot'
import { EntityId, Split } from './common'

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
