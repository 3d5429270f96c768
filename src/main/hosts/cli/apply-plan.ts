import type { BulkReport, TextEdit, TextPlan, TextTarget } from '../../../shared/domain'
import type { Session } from './session'

const PAGE = 1000

/** What an edit would change, and how many of the changes wait for a person. */
export interface Planned extends TextPlan {
  excluded: number
}

/** Finds what an edit would change; each change that would be made is given to `tell`. */
export async function planEdit(
  { api }: Session,
  target: TextTarget,
  edit: TextEdit,
  tell: (change: { before: string; after: string }) => void
): Promise<Planned> {
  let plan: TextPlan | null = null
  for await (const state of await api.bulk.plan({ target, edit })) plan = state
  if (!plan) throw new Error('the search for changes told nothing')
  let excluded = 0
  for (let offset = 0; offset < plan.changes; offset += PAGE) {
    const page = await api.bulk.planPage({ id: plan.id, offset, limit: PAGE })
    excluded = page.excluded
    for (const row of page.rows) if (!row.excluded) tell(row)
  }
  return { ...plan, excluded }
}

/** Makes the changes of a plan, as one undo. */
export const applyPlanned = ({ api, underWay }: Session, id: string): Promise<BulkReport> =>
  underWay.do((signal) => api.bulk.apply({ id }, { signal }))
