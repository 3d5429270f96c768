import { useDebounceFn } from '@vueuse/core'
import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { ImageFilter, ImageSort, type ImageRow } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { usePagedWindow } from '../../composables/paged-window'
import { useRemembered } from '../../composables/remembered'
import { gridSizes } from './grid-layout'
import { useSelection } from './selection'

/** Where an annotator was in the library; it survives an edit, a reload and a restart. */
const View = v.object({
  filter: ImageFilter,
  sort: v.optional(ImageSort, { by: 'name', descending: false }),
  size: v.optional(v.picklist(gridSizes), 'medium'),
  selectedId: v.nullable(v.number()),
  selectedIndex: v.number(),
  /** The first image in sight in the grid. */
  topIndex: v.number(),
  editing: v.boolean()
})
const startView = v.parse(View, {
  filter: {},
  selectedId: null,
  selectedIndex: 0,
  topIndex: 0,
  editing: false
})

/** Changes of many rows come close together; the list is read again once for all of them. */
const REREAD_MS = 150

/** The filtered images of a library, the selected one among them, and moving between them. */
export function useImageListing(libraryPath: string) {
  const view = useRemembered(`images:${libraryPath}`, View, startView)
  const listed = () => ({ filter: view.value.filter, sort: view.value.sort })
  const pages = usePagedWindow<ImageRow>(
    (offset, limit) => api.images.page({ ...listed(), offset, limit }),
    (limit) => api.images.first({ ...listed(), limit })
  )
  /** The selected image does not fit the filter (any more); its index is where it would stand. */
  const outside = ref(false)
  /** While `pages.counting` only as many as are known yet. */
  const total = computed(() => pages.total.value ?? 0)
  const selection = useSelection(`selection:${libraryPath}`, {
    filter: computed(() => view.value.filter),
    total,
    idsBetween: async (from, to) => (await api.images.idsBetween({ ...listed(), from, to })).ids
  })
  const filtered = computed(() => Object.values(view.value.filter).some((value) => value))

  async function rowAt(index: number): Promise<ImageRow | undefined> {
    if (!pages.row(index)) await pages.show(index, index)
    return pages.row(index)
  }

  /** Selects the image at `index`, kept inside the listing. */
  async function select(index: number): Promise<void> {
    const inside = Math.max(0, Math.min(index, total.value - 1))
    view.value.selectedIndex = inside
    const row = await rowAt(inside)
    if (!row || view.value.selectedIndex !== inside) return
    outside.value = false
    view.value.selectedId = row.id
  }

  function neighbourIndex(by: 1 | -1): number | null {
    const { selectedIndex } = view.value
    const index = outside.value && by > 0 ? selectedIndex : selectedIndex + by
    return index < 0 || index >= total.value ? null : index
  }

  /** The next or the previous image, or undefined at the ends. */
  async function neighbour(by: 1 | -1): Promise<ImageRow | undefined> {
    const index = neighbourIndex(by)
    return index === null ? undefined : rowAt(index)
  }

  /** Selects the next or the previous image; stays at the ends. */
  async function step(by: 1 | -1): Promise<void> {
    const index = neighbourIndex(by)
    if (index !== null) await select(index)
  }

  /** Selects an image by its id, wherever it stands now. */
  async function selectId(id: number): Promise<void> {
    view.value.selectedId = id
    await locate()
  }

  /** Finds the selected image again in a listing that changed. */
  async function locate(): Promise<void> {
    const id = view.value.selectedId
    if (id === null) return select(view.value.selectedIndex)
    const { index } = await api.images.indexOf({ id, ...listed() })
    if (view.value.selectedId !== id) return
    outside.value = index === null
    if (index !== null) view.value.selectedIndex = index
    else view.value.selectedIndex = Math.max(0, Math.min(view.value.selectedIndex, total.value))
  }

  /** Selects the next image that is not done; false when there is none. */
  async function selectNextUndone(): Promise<boolean> {
    const { selectedIndex } = view.value
    const found = await api.images.nextUndone({
      index: outside.value ? selectedIndex - 1 : selectedIndex,
      ...listed()
    })
    if (!found) return false
    outside.value = false
    view.value.selectedIndex = found.index
    view.value.selectedId = found.id
    return true
  }

  const reread = useDebounceFn(async () => {
    await pages.refresh()
    await locate().catch(() => undefined)
  }, REREAD_MS)

  /** Where the keyboard was put among the first images of a search, and the image of before. */
  let put: { id: number; before: number | null } | null = null
  /** Nobody has moved since. */
  const stays = () => put !== null && put.id === view.value.selectedId && !view.value.editing

  /** Lets the keyboard go on among the first images that a search has found. */
  function goToFirst(): void {
    if (view.value.editing) return
    const before = put && stays() ? put.before : view.value.selectedId
    const ids = Array.from({ length: total.value }, (_, index) => pages.row(index)?.id)
    const index = Math.max(0, ids.indexOf(before ?? undefined))
    const id = ids[index]
    if (id === undefined) return
    put = { id, before }
    outside.value = false
    view.value.selectedIndex = index
    view.value.selectedId = id
  }

  /** Goes back to the image of before, if it is in the listing now that all of it is known. */
  async function goBack(): Promise<void> {
    const id = put && stays() ? put.before : null
    if (id !== null) {
      const { index } = await api.images.indexOf({ id, ...listed() })
      if (index !== null && stays()) {
        view.value.selectedIndex = index
        view.value.selectedId = id
      }
    }
    put = null
  }

  watch(
    () => JSON.stringify(view.value.filter),
    async (filter) => {
      view.value.topIndex = 0
      selection.selectNone()
      // Beside the editor the list stands at its image, which may be anywhere.
      await (view.value.editing ? pages.reset() : pages.begin(goToFirst))
      if (filter !== JSON.stringify(view.value.filter)) return
      await goBack().catch(() => undefined)
      await locate().catch(() => undefined)
      if (outside.value && !view.value.editing) await select(0)
    }
  )
  watch(
    () => JSON.stringify(view.value.sort),
    async () => {
      await pages.reset()
      await locate().catch(() => undefined)
    }
  )
  useWorkbenchEvent('data', ({ entity }) => {
    if (entity === 'images' || entity === 'captions') void reread()
  })
  useResync(() => void reread())
  void pages
    .show(view.value.topIndex, view.value.topIndex)
    .then(() => locate().catch(() => undefined))

  return {
    view,
    pages,
    selection,
    total,
    filtered,
    outside,
    select,
    selectId,
    selectNextUndone,
    neighbour,
    step
  }
}
export type ImageListing = ReturnType<typeof useImageListing>
