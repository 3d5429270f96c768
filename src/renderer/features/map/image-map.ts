import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { ImageFilter, MapMethod } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import type { Point } from './plane'

/** The images of a filter on a map, by each method as soon as it is there. */
export function useImageMap(filter: Readonly<Ref<ImageFilter>>) {
  const ids = shallowRef<number[]>([])
  const total = ref(0)
  const places = shallowRef<Partial<Record<MapMethod, Point[]>>>({})
  /** Null where nothing is being laid out. */
  const progress = shallowRef<{ done: number; total: number } | null>(null)
  const problem = shallowRef<Problem | null>(null)
  let stop = new AbortController()

  async function read(): Promise<void> {
    stop.abort()
    const mine = (stop = new AbortController())
    problem.value = null
    progress.value = { done: 0, total: 0 }
    try {
      const events = await api.similar.map({ filter: filter.value }, { signal: mine.signal })
      for await (const event of events) {
        if (mine.signal.aborted) return
        if (event.type === 'images') {
          ids.value = event.ids
          total.value = event.total
          places.value = {}
        } else if (event.type === 'progress') progress.value = event
        else {
          const { method, x, y } = event
          const points = x.map((across, i) => ({ x: across, y: 1 - (y[i] ?? 0) }))
          places.value = { ...places.value, [method]: points }
        }
      }
    } catch (error) {
      if (!mine.signal.aborted) {
        problem.value = toProblem(error)
        ids.value = []
        places.value = {}
      }
    }
    if (stop === mine) progress.value = null
  }

  watch(() => JSON.stringify(filter.value), read, { immediate: true })
  /** New embeddings came: they are shown when asked for, since a map takes its time. */
  const stale = ref(false)
  useChanges(['embeddings'], () => (stale.value = true))
  onScopeDispose(() => stop.abort())

  function refresh(): void {
    stale.value = false
    void read()
  }
  return { ids, total, places, progress, problem, stale, refresh }
}
