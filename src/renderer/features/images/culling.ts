import { isSuggestion } from '../../../shared/domain'
import { api } from '../../api/client'
import { useProblemsStore } from '../../app/problems-store'
import { createSerializer } from '../../composables/serializer'
import { flushUnsaved } from '../../composables/unsaved-work'
import { t } from '../../i18n/i18n'
import { useLeaving } from '../work-lists/my-image'
import type { ImageListing } from './image-listing'

/** What one key of the grid decides of an image. */
export type Decision = 'accepted' | 'rejected' | 'skipped'

/**
 * Decisions by one key: of all selected images, or of the one that the keyboard is at, which then
 * goes to the next. Each is one undo. An image that the list does not show is left alone.
 */
export function useCulling(listing: ImageListing) {
  const problems = useProblemsStore()
  const { view, selection, outside, refiltering } = listing
  /** Keys pressed faster than they are done are done in their order. */
  const serialize = createSerializer()
  const leaveToOthers = useLeaving()

  async function decideNow(status: Decision): Promise<void> {
    await listing.arrived()
    // Words that are being written of an image belong to it before it is decided.
    if (refiltering.value || !(await flushUnsaved())) return
    const chosen = selection.chosen.value
    const id = view.value.selectedId
    if (!chosen && (id === null || outside.value)) return
    if (!chosen && status === 'accepted' && stateOf(listing) === 'empty') {
      problems.note(t('library.nothingToAccept'))
      return
    }
    const next = chosen ? undefined : await listing.neighbour(1)
    if (chosen) {
      const edit = { kind: 'status', status } as const
      const { changed } = await api.bulk.edit({ selection: chosen, edit })
      problems.note(t('bulk.doneImages', { n: changed }))
      return
    }
    // In the editor too, what is given to somebody is left to others and not skipped for all.
    if (id !== null && !(status === 'skipped' && (await leaveToOthers(id)))) {
      await settleImage(id, status)
    }
    if (next) await listing.selectId(next.id)
  }
  return {
    decide: (status: Decision): Promise<void> =>
      serialize(() => decideNow(status)).catch(problems.report)
  }
}

const stateOf = ({ view, pages }: ImageListing) => pages.row(view.value.selectedIndex)?.state

/** Decides on one image, as everybody may: what was rejected stays so, and nothing blank is accepted. */
async function settleImage(imageId: number, status: Decision): Promise<void> {
  const { captions } = await api.images.get({ id: imageId })
  const ids = captions
    .filter((caption) => !isSuggestion(caption))
    .filter(
      ({ text, status: now }) => status !== 'accepted' || (now !== 'rejected' && text.trim() !== '')
    )
    .map(({ id }) => id)
  if (ids.length === 0 && status === 'accepted') return
  await api.captions.settle({ imageId, ids, status })
}
