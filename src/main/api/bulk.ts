import {
  applyPlan,
  discardPlan,
  editImages,
  excludeFromPlan,
  pagePlan,
  planTexts
} from '../services/bulk'
import { resolveSelection, resolveTarget } from '../services/similar/resolve-like'
import type { Workbench } from '../services/workbench/workbench'
import { api, done } from './base'
import { likePlace } from './like-place'

/** Time between two reports of how far a bulk edit is, in milliseconds. */
const REPORT_MS = 100

/** Runs a bulk edit and reports the progress to the windows. */
function watched<T>(
  workbench: Workbench,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>
): Promise<T> {
  let told = 0
  return work((count, total) => {
    if (performance.now() - told < REPORT_MS && count < total) return
    told = performance.now()
    workbench.events.emit({ type: 'bulk', done: count, total })
  })
}

export const bulkRouter = api.bulk.router({
  edit: api.bulk.edit.handler(async ({ context, input: { edit, ...input }, signal }) => {
    const { workbench, caller } = context
    const selection = await resolveSelection(likePlace(context), input.selection)
    return watched(workbench, (onProgress) =>
      editImages(workbench.library, selection, edit, caller.actor, { signal, onProgress })
    )
  }),
  plan: api.bulk.plan.handler(async function* ({ context, input: { target, edit } }) {
    const resolved = await resolveTarget(likePlace(context), target)
    yield* planTexts(context.workbench.library, resolved, edit)
  }),
  planPage: api.bulk.planPage.handler(({ context: { workbench }, input: { id, ...page } }) =>
    pagePlan(workbench.library, id, page)
  ),
  exclude: api.bulk.exclude.handler(({ context: { workbench }, input }) => {
    excludeFromPlan(workbench.library, input.id, input.seq, input.excluded)
    return done
  }),
  apply: api.bulk.apply.handler(({ context: { workbench, caller }, input, signal }) =>
    watched(workbench, (onProgress) =>
      applyPlan(workbench.library, input.id, caller.actor, { signal, onProgress })
    )
  ),
  discard: api.bulk.discard.handler(({ context: { workbench } }) => {
    discardPlan(workbench.library)
    return done
  })
})
