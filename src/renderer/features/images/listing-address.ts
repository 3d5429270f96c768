import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '../../api/client'
import { useChanges } from '../../api/events'
import { useProblemsStore } from '../../app/problems-store'
import { useScreenAddress, type Asked } from '../address/screen-address'
import type { ImageListing } from './image-listing'

type ListingAddress = Asked<'image' | 'filter'>

/** The image that an address leads to now; null where there is none. */
async function findImage(asked: string): Promise<number | null> {
  const id = Number(asked)
  return Number.isSafeInteger(id) && id > 0 ? (await api.images.find({ id })).id : null
}

/**
 * The address of what the library shows: the filter, and the image in the editor. `gone` while an
 * address leads to an image that the library does not have; `following` while the first one is
 * followed, when nothing of before is to flash up.
 */
export function useListingAddress({ view, query, showImage }: ImageListing) {
  const problems = useProblemsStore()
  const inView = computed<ListingAddress>(() => ({
    ...(view.value.editing &&
      view.value.selectedId !== null && { image: String(view.value.selectedId) }),
    filter: query.value
  }))
  /** The address that is being followed, or that leads nowhere. */
  const followed = shallowRef<ListingAddress | null>(null)
  const gone = ref(false)
  const following = ref(false)

  async function follow(asked: ListingAddress): Promise<void> {
    followed.value = asked
    const { image, filter } = asked
    const id = image === undefined ? null : await findImage(image)
    if (followed.value !== asked) return
    gone.value = image !== undefined && id === null
    if (gone.value) return
    followed.value = null
    view.value.editing = id !== null
    if (id !== null) await showImage(id, filter)
    else query.value = filter ?? ''
  }
  function stop(): void {
    followed.value = null
    gone.value = false
  }
  async function take(asked: ListingAddress): Promise<void> {
    try {
      await follow(asked)
    } catch (error) {
      stop()
      problems.report(error)
    } finally {
      following.value = false
    }
  }
  useScreenAddress({
    screen: 'library',
    names: ['image', 'filter'],
    shown: () => followed.value ?? inView.value,
    take: (asked) => void take(asked),
    stay: stop,
    isStep: (from, to) => (from.image === undefined) !== (to.image === undefined)
  })
  following.value = followed.value !== null

  // Whoever goes on from there asks for it no longer, and an undo may bring it back.
  watch(inView, () => gone.value && stop())
  useChanges(['images'], () => gone.value && followed.value && void take(followed.value))

  return { gone, following }
}
