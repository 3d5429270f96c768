import { filterValues, listFilters, removeFilter, saveFilter } from '../store/core/saved-filters'
import { api, done } from './base'

export const filtersRouter = api.filters.router({
  list: api.filters.list.handler(({ context, input }) =>
    listFilters(context.workbench.library.read, input.kind)
  ),
  save: api.filters.save.handler(({ context, input }) =>
    saveFilter(context.workbench.library.write, input)
  ),
  remove: api.filters.remove.handler(({ context, input }) => {
    removeFilter(context.workbench.library.write, input.id)
    return done
  }),
  values: api.filters.values.handler(({ context }) => filterValues(context.workbench.library.read))
})
