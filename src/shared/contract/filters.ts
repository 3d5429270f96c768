import * as v from 'valibot'
import { EntityId, FilterKind, SavedFilter, text } from '../domain'
import { Done, procedure } from './base'

/** Filters that are kept, and what a filter can name. */
export const filtersContract = {
  list: procedure.input(v.object({ kind: FilterKind })).output(v.array(SavedFilter)),
  /** Takes the place of one of the same name. */
  save: procedure
    .input(
      v.object({
        kind: FilterKind,
        name: v.pipe(text(), v.trim(), v.minLength(1), v.maxLength(60)),
        text: text(1000)
      })
    )
    .output(SavedFilter),
  remove: procedure.input(v.object({ id: EntityId })).output(Done),
  /** Values that occur in the library, by field: tags and runs. */
  values: procedure.output(v.record(v.string(), v.array(v.string())))
}
