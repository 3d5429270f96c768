import type { ImageSelection } from '../../../shared/domain'
import type { Viewer } from '../core/viewer'
import type { Condition } from './filter-sql'
import { filterCondition } from './image-filter'

/** The selected images as a condition on a row of `image`, on a connection that may be narrowed to a viewer. */
export function selectionCondition(
  selection: ImageSelection,
  viewer: Viewer | null = null
): Condition {
  const listed = (ids: readonly number[]) => JSON.stringify(ids)
  if ('ids' in selection) {
    return {
      sql: 'image.id IN (SELECT value FROM json_each(?))',
      params: [listed(selection.ids)]
    }
  }
  const { sql, params } = filterCondition(selection.filter, viewer)
  if (selection.except.length === 0) return { sql, params }
  return {
    sql: `${sql} AND image.id NOT IN (SELECT value FROM json_each(?))`,
    params: [...params, listed(selection.except)]
  }
}
