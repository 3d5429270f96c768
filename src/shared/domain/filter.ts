import * as v from 'valibot'
import { EntityId } from './common'

/** What a filter is of: each has its own fields. */
export const FilterKind = v.picklist(['images', 'pairs'])
export type FilterKind = v.InferOutput<typeof FilterKind>

/** A filter kept under a name. */
export const SavedFilter = v.object({ id: EntityId, name: v.string(), text: v.string() })
export type SavedFilter = v.InferOutput<typeof SavedFilter>
