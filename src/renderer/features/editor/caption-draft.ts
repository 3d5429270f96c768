import { computed, ref, shallowRef } from 'vue'
import type { Caption, CaptionStatus } from '../../../shared/domain'
import { api } from '../../api/client'
import { useAutosave } from '../../composables/autosave'
import { createTurns } from '../../composables/turns'
import type { UnsavedStore, UnsavedText } from './unsaved-texts'

const sameText = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC')

export interface DraftOrigin {
  imageId: number
  /** What is stored; null for a caption that is being added. */
  caption: Caption | null
  /** Names the draft among the unsaved texts. */
  key: string
  unsaved: UnsavedStore
}

/** One caption while it is being edited: its text with autosave, its status, and what is stored. */
export function createCaptionDraft({ imageId, caption, key, unsaved }: DraftOrigin) {
  const stored = shallowRef(caption)
  /** Changes of this caption that were stored from here. */
  const changes = ref(0)
  const kept = keptText()
  let version = kept?.version ?? caption?.version ?? null
  /** Calls for one caption go one after the other, so that each names the right version. */
  const inTurn = createTurns()

  /** The text kept from before, unless its save did happen after all. */
  function keptText(): UnsavedText | undefined {
    const entry = unsaved.get(key)
    if (!entry || !caption || !sameText(entry.text, caption.text)) return entry
    unsaved.keep(key, null)
    return undefined
  }
  function take(changed: Caption): void {
    stored.value = changed
    version = changed.version
    changes.value += 1
  }

  async function save(text: string): Promise<void> {
    if (!stored.value) {
      if (text.trim() === '') return
      const adopted = await findStored(text)
      if (adopted) return take(adopted)
    }
    take(await api.captions.save({ id: stored.value?.id ?? null, imageId, text, version }))
  }

  /** A save whose answer got lost did happen: its caption is not to be added twice. */
  let asked = kept !== undefined && caption === null
  async function findStored(text: string): Promise<Caption | undefined> {
    if (!asked) {
      asked = true
      return undefined
    }
    const image = await api.images.get({ id: imageId })
    return image.captions.find((other) => sameText(other.text, text))
  }

  const autosave = useAutosave({
    stored: caption?.text ?? '',
    ...(kept ? { unsaved: kept.text } : {}),
    save: (text) => inTurn(() => save(text)),
    keep: (text) => {
      const entry = { imageId, captionId: stored.value?.id ?? null, version }
      unsaved.keep(key, text === null || (text === '' && !stored.value) ? null : { ...entry, text })
    }
  })

  /**
   * Saves the text and then sets the status; false when the text could not be saved. A caption
   * without text has no status, unless `evenEmpty` stores it for the status alone.
   */
  async function setStatus(status: CaptionStatus, evenEmpty = false): Promise<boolean> {
    if (!(await autosave.flush())) return false
    await inTurn(async () => {
      if (!stored.value && evenEmpty) {
        take(await api.captions.save({ id: null, imageId, text: '', version: null }))
      }
      if (stored.value) take(await api.captions.setStatus({ id: stored.value.id, status }))
    })
    return true
  }

  /** Takes over what was stored elsewhere, unless something typed here is not stored yet. */
  function follow(theirs: Caption): void {
    if (theirs.version === version || !autosave.adopt(theirs.text)) return
    stored.value = theirs
    version = theirs.version
  }

  /**
   * Ends a conflict: `mine` saves the text over what is stored now, `theirs` gives it up. Where the
   * caption was removed meanwhile, `mine` adds it anew.
   */
  async function resolveConflict(
    choice: 'mine' | 'theirs',
    theirs: Caption | undefined
  ): Promise<void> {
    stored.value = theirs ?? null
    version = theirs?.version ?? null
    if (choice === 'mine') await autosave.flush()
    else autosave.discard(theirs?.text ?? '')
  }

  return {
    key,
    stored,
    changes,
    ...autosave,
    /** Changed or removed elsewhere while it was being edited here. */
    conflict: computed(() =>
      ['caption.changed-elsewhere', 'entity.not-found'].includes(autosave.problem.value?.code ?? '')
    ),
    idle: () => inTurn(() => Promise.resolve()),
    /** Does something to this caption by another way, as one of its own calls; see `take`. */
    inTurn,
    /** Takes over what such a call has made of the caption, but for a text typed meanwhile. */
    take: (changed: Caption) => {
      autosave.adopt(changed.text)
      take(changed)
    },
    setStatus,
    follow,
    resolveConflict
  }
}
export type CaptionDraft = ReturnType<typeof createCaptionDraft>
