import { api } from '../../api/client'
import { useProblemsStore } from '../../app/problems-store'
import { createSerializer } from '../../composables/serializer'
import { flushUnsaved } from '../../composables/unsaved-work'
import { t } from '../../i18n/i18n'
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
    const edit = { kind: 'status', status } as const
    const { changed } = await api.bulk.edit({ selection: chosen ?? { ids: [id ?? 0] }, edit })
    if (chosen) problems.note(t('bulk.doneImages', { n: changed }))
    else if (next) await listing.selectId(next.id)
  }
  return {
    decide: (status: Decision): Promise<void> =>
      serialize(() => decideNow(status)).catch(problems.report)
  }
}

const stateOf = ({ view, pages }: ImageListing) => pages.row(view.value.selectedIndex)?.state
