import * as v from 'valibot'
import { computed, type Ref } from 'vue'
import type { ImageFilter, ImageSelection } from '../../../shared/domain'
import { useRemembered } from '../../composables/remembered'

/** Images by id; with `all`, every other one that matches the filter. */
const Stored = v.object({ all: v.boolean(), ids: v.array(v.number()) })

interface Listed {
  filter: Readonly<Ref<ImageFilter>>
  total: Readonly<Ref<number>>
  /** Ids of the images at the indexes `from` to `to`, both included. */
  idsBetween(from: number, to: number): Promise<number[]>
}

/** The images that are selected, of as many as there are; it survives a reload and a restart. */
export function useSelection(key: string, { filter, total, idsBetween }: Listed) {
  const stored = useRemembered(key, Stored, { all: false, ids: [] })
  const named = computed(() => new Set(stored.value.ids))
  const count = computed(() =>
    stored.value.all ? Math.max(0, total.value - named.value.size) : named.value.size
  )
  const set = (all: boolean, ids: Iterable<number>) => (stored.value = { all, ids: [...ids] })
  const has = (id: number) => stored.value.all !== named.value.has(id)

  function toggle(id: number): void {
    const ids = new Set(named.value)
    if (!ids.delete(id)) ids.add(id)
    set(stored.value.all, ids)
  }

  /** Selects the images from one index to another, alone or besides what is selected already. */
  async function selectBetween(one: number, other: number, besides: boolean): Promise<void> {
    select(await idsBetween(Math.min(one, other), Math.max(one, other)), besides)
  }

  /** Selects images, alone or besides what is selected already. */
  function select(ids: readonly number[], besides: boolean): void {
    if (!besides) {
      set(false, ids)
      return
    }
    const names = new Set(named.value)
    for (const id of ids) {
      if (stored.value.all) names.delete(id)
      else names.add(id)
    }
    set(stored.value.all, names)
  }

  return {
    count,
    has,
    toggle,
    select,
    selectBetween,
    selectAll: () => set(true, []),
    selectNone: () => set(false, []),
    /** Selects what is not selected, and no longer what is. */
    invert: () => set(!stored.value.all, stored.value.ids),
    /** What is selected, for what is done to it; null where nothing is. */
    chosen: computed<ImageSelection | null>(() => {
      if (count.value === 0) return null
      const { all, ids } = stored.value
      return all ? { filter: filter.value, except: ids } : { ids }
    })
  }
}
export type Selection = ReturnType<typeof useSelection>
