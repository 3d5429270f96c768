import {
  applyPlan,
  discardPlan,
  editImages,
  excludeFromPlan,
  pagePlan,
  planTexts
} from '../services/bulk'
import type { Workbench } from '../services/workbench/workbench'
import { api, done } from './base'

/** Time between two reports of how far a bulk edit is, in milliseconds. */
const REPORT_MS = 100

/** Runs a bulk edit, tells the windows how far it is, and in the end what is to be read again. */
async function watched<T>(
  workbench: Workbench,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>
): Promise<T> {
  let told = 0
  try {
    return await work((count, total) => {
      if (performance.now() - told < REPORT_MS && count < total) return
      told = performance.now()
      workbench.events.emit({ type: 'bulk', done: count, total })
    })
  } finally {
    workbench.announceData('captions', 'images', 'pairs')
    workbench.announceLibrary()
  }
}

export const bulkRouter = api.bulk.router({
  edit: api.bulk.edit.handler(({ context: { workbench }, input: { selection, edit }, signal }) =>
    watched(workbench, (onProgress) =>
      editImages(workbench.library, selection, edit, workbench.actor, { signal, onProgress })
    )
  ),
  plan: api.bulk.plan.handler(({ context: { workbench }, input: { target, edit } }) =>
    planTexts(workbench.library, target, edit)
  ),
  planPage: api.bulk.planPage.handler(({ context: { workbench }, input: { id, ...page } }) =>
    pagePlan(workbench.library, id, page)
  ),
  exclude: api.bulk.exclude.handler(({ context: { workbench }, input }) => {
    excludeFromPlan(workbench.library, input.id, input.seq, input.excluded)
    return done
  }),
  apply: api.bulk.apply.handler(({ context: { workbench }, input, signal }) =>
    watched(workbench, (onProgress) =>
      applyPlan(workbench.library, input.id, workbench.actor, { signal, onProgress })
    )
  ),
  discard: api.bulk.discard.handler(({ context: { workbench } }) => {
    discardPlan(workbench.library)
    return done
  })
})
