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

  /** How many places are being gone to whose images are not there yet. */
  let going = 0

  /** Selects the image at `index`, kept inside the listing. */
  async function select(index: number): Promise<void> {
    const inside = Math.max(0, Math.min(index, total.value - 1))
    view.value.selectedIndex = inside
    going += 1
    const row = await rowAt(inside).finally(() => (going -= 1))
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

  const indexOf = async (id: number) => (await api.images.indexOf({ id, ...listed() })).index

  /** Selects an image by its id, wherever it stands now. */
  async function selectId(id: number): Promise<void> {
    view.value.selectedId = id
    const index = await indexOf(id)
    if (view.value.selectedId === id) putAt(index)
  }

  /** Finds the selected image again in a listing that changed, if nobody is going elsewhere. */
  async function locate(): Promise<void> {
    const id = view.value.selectedId
    if (id === null) return select(view.value.selectedIndex)
    if (going > 0) return
    const index = await indexOf(id)
    if (view.value.selectedId === id && going === 0) putAt(index)
  }

  /** Notes where the selected image stands; null where it does not. */
  function putAt(index: number | null): void {
    outside.value = index === null
    const before = Math.max(0, Math.min(view.value.selectedIndex, total.value))
    view.value.selectedIndex = index ?? before
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

  /** The image that the keyboard began at among the first of a search, and the one of before. */
  let begun: { id: number; before: number | null } | null = null
  /** Nobody has moved since. */
  const stays = () =>
    begun !== null && begun.id === view.value.selectedId && going === 0 && !view.value.editing

  /** Lets the keyboard go on among the first images that a search has found. */
  function goToFirst(): void {
    if (view.value.editing) return
    const before = begun && stays() ? begun.before : view.value.selectedId
    const ids = Array.from({ length: total.value }, (_, index) => pages.row(index)?.id)
    const index = Math.max(0, ids.indexOf(before ?? undefined))
    const id = ids[index]
    if (id === undefined) return
    begun = { id, before }
    view.value.selectedId = id
    putAt(index)
  }

  /** Goes back to the image of before, if it is in the listing now that all of it is known. */
  async function goBack(): Promise<void> {
    const id = begun && stays() ? begun.before : null
    const index = id === null ? null : await indexOf(id)
    if (index !== null && stays()) {
      view.value.selectedId = id
      putAt(index)
    }
    begun = null
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
