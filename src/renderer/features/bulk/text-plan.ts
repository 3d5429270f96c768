import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { BulkReport, TextChange, TextEdit, TextPlan, TextTarget } from '../../../shared/domain'
import { api } from '../../api/client'
import { useWorkbenchEvent } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import { usePagedWindow } from '../../composables/paged-window'

/** A change of many texts: found, looked at, and then made. */
export function useTextPlan() {
  const state = shallowRef<TextPlan | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const excluded = ref(0)
  const applying = ref(false)
  const progress = shallowRef<{ done: number; total: number } | null>(null)
  let asked = 0

  const pages = usePagedWindow<TextChange>(async (offset, limit) => {
    const id = state.value?.id
    if (id === undefined) return { total: 0, rows: [] }
    const page = await api.bulk.planPage({ id, offset, limit })
    excluded.value = page.excluded
    return page
  })
  const finding = computed(() => state.value !== null && !state.value.done)
  const included = computed(() => (state.value?.changes ?? 0) - excluded.value)

  /** Begins to find what the edit would change; a search that was under way ends. */
  async function find(target: TextTarget, edit: TextEdit): Promise<void> {
    const mine = (asked += 1)
    problem.value = null
    state.value = null
    excluded.value = 0
    try {
      for await (const now of await api.bulk.plan({ target, edit })) {
        if (mine !== asked) return
        const first = state.value === null
        state.value = now
        await (first ? pages.reset() : pages.refresh())
      }
    } catch (error) {
      if (mine !== asked) return
      problem.value = toProblem(error)
      state.value = null
    }
  }

  function forget(): void {
    asked += 1
    if (state.value) void api.bulk.discard().catch(() => undefined)
    state.value = null
  }

  async function exclude(seq: number | null, out: boolean): Promise<void> {
    const id = state.value?.id
    if (id === undefined) return
    await api.bulk.exclude({ id, seq, excluded: out })
    await pages.refresh()
  }

  /** Makes the changes; undefined where that failed. */
  async function apply(): Promise<BulkReport | undefined> {
    const id = state.value?.id
    if (id === undefined || applying.value) return undefined
    applying.value = true
    problem.value = null
    try {
      const report = await api.bulk.apply({ id })
      state.value = null
      return report
    } catch (error) {
      problem.value = toProblem(error)
      return undefined
    } finally {
      applying.value = false
      progress.value = null
    }
  }

  useWorkbenchEvent('bulk', ({ done, total }) => {
    if (applying.value) progress.value = { done, total }
  })
  onScopeDispose(forget)
  return {
    state,
    problem,
    pages,
    finding,
    included,
    excluded,
    applying,
    progress,
    find,
    forget,
    exclude,
    apply
  }
}
export type TextPlanning = ReturnType<typeof useTextPlan>
