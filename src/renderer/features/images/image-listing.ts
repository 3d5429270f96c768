import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { ImageFilter, ImageSort, type ImageRow } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { usePagedWindow } from '../../composables/paged-window'
import { useRemembered } from '../../composables/remembered'
import { ordersBySimilarity } from '../similar/like-term'
import { gridSizes } from './grid-layout'
import { useSelection } from './selection'

/** Where an annotator was in the library; it survives an edit, a reload and a restart. */
const View = v.object({
  filter: ImageFilter,
  sort: v.optional(ImageSort, { by: 'name', descending: false }),
  size: v.optional(v.picklist(gridSizes), 'medium'),
  selectedId: v.nullable(v.number()),
  selectedIndex: v.number(),
  /** The first image in view in the grid. */
  topIndex: v.number(),
  editing: v.boolean(),
  /** The map is shown in the place of the grid. */
  map: v.optional(v.boolean(), false)
})
const startView = v.parse(View, {
  filter: {},
  selectedId: null,
  selectedIndex: 0,
  topIndex: 0,
  editing: false
})

/** A team changes many rows a second: milliseconds from one reading of the list to the next. */
const REREAD_MS = 1000

/** Filters by whom images are given to. */
const ASSIGNED = /\b(mine|assigned|open-for|done-by|skipped-by|list)[:=]/i

/** The filtered images of a library, the selected one among them, and moving between them. */
export function useImageListing(libraryPath: string) {
  const view = useRemembered(`images:${libraryPath}`, View, startView, { ofThisWindow: true })
  const listed = () => ({ filter: view.value.filter, sort: view.value.sort })
  const pages = usePagedWindow<ImageRow>((offset, limit) =>
    api.images.page({ ...listed(), offset, limit })
  )
  /** The selected image does not fit the filter (any more); its index is where it would stand. */
  const outside = ref(false)
  /**
   * It was not left in view by a change of its own: the list never showed it as it is now, and what
   * is decided of the list does not concern it.
   */
  const unlisted = ref(false)
  /** The filter has changed, and what is selected in its list is not known yet. */
  const refiltering = ref(false)
  const total = computed(() => pages.total.value ?? 0)
  const selection = useSelection(`selection:${libraryPath}`, {
    filter: computed(() => view.value.filter),
    total,
    idsBetween: async (from, to) => (await api.images.idsBetween({ ...listed(), from, to })).ids
  })
  /** All that narrows the listing down, as the filter's text. */
  const query = computed({
    get: () => {
      const { text, state, split } = view.value.filter
      return [state && `status:${state}`, split && `split:${split}`, text].filter(Boolean).join(' ')
    },
    set: (text) => (view.value.filter = text ? { text } : {})
  })
  const filtered = computed(() => Object.values(view.value.filter).some((value) => value))

  const bySimilarity = computed(() => ordersBySimilarity(view.value.filter.text ?? ''))

  async function rowAt(index: number): Promise<ImageRow | undefined> {
    if (!pages.row(index)) await pages.show(index, index)
    return pages.row(index)
  }

  /** How many places are being gone to whose images are not there yet. */
  const going = ref(0)
  let arriving: Promise<unknown> = Promise.resolve()

  /** Selects the image at `index`, kept inside the listing. */
  async function select(index: number): Promise<void> {
    const inside = Math.max(0, Math.min(index, total.value - 1))
    view.value.selectedIndex = inside
    going.value += 1
    const arrival = rowAt(inside).finally(() => (going.value -= 1))
    arriving = Promise.allSettled([arriving, arrival])
    const row = await arrival
    if (!row || view.value.selectedIndex !== inside) return
    outside.value = unlisted.value = false
    view.value.selectedId = row.id
  }
  /** Resolves when the image that was gone to last is the selected one. */
  async function arrived(): Promise<void> {
    await arriving
    await Promise.resolve()
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
    if (view.value.selectedId !== id) return
    putAt(index)
    unlisted.value = outside.value
  }

  /** The image that a change of the filter leaves in view. */
  let kept: number | null = null

  /** Shows an image under a filter, the present one unless said; also where that leaves it out. */
  async function showImage(id: number, filter = query.value): Promise<void> {
    if (filter !== query.value) {
      kept = id
      query.value = filter
    }
    await selectId(id)
  }

  /** Finds the selected image again in a listing that changed, if nobody is going elsewhere. */
  async function locate(): Promise<void> {
    const id = view.value.selectedId
    if (id === null) return select(view.value.selectedIndex)
    if (going.value > 0) return
    const index = await indexOf(id)
    if (view.value.selectedId === id && going.value === 0) putAt(index)
  }

  /** Notes where the selected image stands; null where it does not. */
  function putAt(index: number | null): void {
    outside.value = index === null
    if (index !== null) unlisted.value = false
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
    outside.value = unlisted.value = false
    view.value.selectedIndex = found.index
    view.value.selectedId = found.id
    return true
  }

  const reread = async () => {
    await pages.refresh()
    await locate().catch(() => undefined)
  }

  watch(
    () => JSON.stringify(view.value.filter),
    async (filter) => {
      view.value.topIndex = 0
      selection.selectNone()
      refiltering.value = true
      try {
        await pages.reset()
        if (filter !== JSON.stringify(view.value.filter)) return
        await locate().catch(() => undefined)
        const keeps = kept === view.value.selectedId
        kept = null
        if (outside.value && total.value > 0 && !keeps) await select(0)
        unlisted.value = outside.value
      } finally {
        if (filter === JSON.stringify(view.value.filter)) refiltering.value = false
      }
    }
  )
  watch(
    () => JSON.stringify(view.value.sort),
    async () => {
      await pages.reset()
      await locate().catch(() => undefined)
    }
  )
  useChanges(['images', 'captions'], () => void reread(), REREAD_MS)
  useChanges(['embeddings'], () => bySimilarity.value && void reread(), REREAD_MS)
  const byAssignment = () => ASSIGNED.test(view.value.filter.text ?? '')
  useChanges(['assignments'], () => byAssignment() && void reread(), REREAD_MS)
  useResync(() => void reread())
  void pages
    .show(view.value.topIndex, view.value.topIndex)
    .then(() => locate().catch(() => undefined))
    .then(() => (unlisted.value = outside.value))

  return {
    view,
    pages,
    selection,
    total,
    query,
    filtered,
    bySimilarity,
    outside,
    unlisted,
    refiltering,
    arrived,
    moving: computed(() => going.value > 0),
    select,
    selectId,
    showImage,
    selectNextUndone,
    neighbour,
    step
  }
}
export type ImageListing = ReturnType<typeof useImageListing>
