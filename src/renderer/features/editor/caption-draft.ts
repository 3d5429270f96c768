import { computed, ref, shallowRef } from 'vue'
import type { Caption, CaptionStatus } from '../../../shared/domain'
import { api } from '../../api/client'
import { useAutosave } from '../../composables/autosave'
import { createSerializer } from '../../composables/serializer'
import { toProblem } from '../../api/problem'
import { mergeTexts } from '../history/merge-texts'
import type { UnsavedStore, UnsavedText } from './unsaved-texts'

/** How a conflict ends: one of the two texts, or one with the changes of both. */
export type ConflictChoice = 'mine' | 'theirs' | 'merge'

const CONFLICTS = ['caption.changed-elsewhere', 'entity.not-found']

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
  /** The text that what is typed was made from; null where nobody knows it any more. */
  let base = kept ? (kept.base ?? null) : (caption?.text ?? null)
  /** In a conflict: what is stored now, or null where it was removed. */
  const theirs = shallowRef<Caption | null>(null)
  /** Whose text took the place of the stored one, while nothing is typed here. */
  const changedBy = ref<string | null>(null)
  /** Calls for one caption go one after the other, so that each names the right version. */
  const serialize = createSerializer()

  /** The text kept from before, unless its save did happen after all. */
  function keptText(): UnsavedText | undefined {
    const entry = unsaved.get(key)
    if (!entry || !caption || !sameText(entry.text, caption.text)) return entry
    unsaved.keep(key, null)
    return undefined
  }
  function take(changed: Caption): void {
    stored.value = changed
    theirs.value = null
    changedBy.value = null
    version = changed.version
    base = changed.text
    changes.value += 1
  }

  async function save(text: string): Promise<void> {
    if (!stored.value) {
      if (text.trim() === '') return
      const adopted = await findStored(text)
      if (adopted) {
        take(adopted)
        return
      }
    }
    try {
      take(await api.captions.save({ id: stored.value?.id ?? null, imageId, text, version }))
    } catch (error) {
      if (!CONFLICTS.includes(toProblem(error).code)) throw error
      const now = await findTheirs()
      if (!now || base === null || !sameText(now.text, base) || now.version === version) {
        theirs.value = now
        throw error
      }
      startFrom(now)
      await save(text)
    }
  }
  async function findTheirs(): Promise<Caption | null> {
    const { captions } = await api.images.get({ id: imageId })
    return captions.find(({ id }) => id === stored.value?.id) ?? null
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
    save: (text) => serialize(() => save(text)),
    keep: (text) => {
      const captionId = stored.value?.id ?? null
      const entry = { imageId, captionId, version, ...(base !== null && { base }) }
      unsaved.keep(key, text === null || (text === '' && !stored.value) ? null : { ...entry, text })
    }
  })

  /**
   * Saves the text and then sets the status; false when the text could not be saved. A caption
   * without text has no status, unless `evenEmpty` stores it for the status alone.
   */
  async function setStatus(status: CaptionStatus, evenEmpty = false): Promise<boolean> {
    if (!(await autosave.flush())) return false
    await serialize(async () => {
      if (!stored.value && evenEmpty) {
        take(await api.captions.save({ id: null, imageId, text: '', version: null }))
      }
      if (stored.value) take(await api.captions.setStatus({ id: stored.value.id, status }))
    })
    return true
  }

  /** Saves the text, and then does something else to the stored caption. */
  async function change(work: (id: number) => Promise<Caption>): Promise<void> {
    if (!(await autosave.flush())) return
    await serialize(async () => {
      if (!stored.value) return
      const changed = await work(stored.value.id)
      autosave.adopt(changed.text)
      take(changed)
    })
  }

  /** Takes over what was stored elsewhere, unless something typed here is not stored yet. */
  function follow(now: Caption): void {
    if (now.version === version) return
    const reworded = base !== null && !sameText(now.text, base)
    if (autosave.adopt(now.text)) {
      startFrom(now)
      if (reworded) changedBy.value = now.author
    }
    // A status or a note alone: what is typed here was still made from this text.
    else if (base !== null && sameText(now.text, base)) startFrom(now)
    else theirs.value = now
  }
  function startFrom(now: Caption | null): void {
    theirs.value = null
    stored.value = now
    version = now?.version ?? null
    base = now?.text ?? null
  }

  /**
   * Ends a conflict: `mine` saves the text over what is stored now, `theirs` gives it up, `merge`
   * saves a text with the changes of both. Where the caption was removed meanwhile, `mine` and
   * `merge` add it again.
   */
  async function resolveConflict(choice: ConflictChoice): Promise<void> {
    // A save that is under way, as by leaving the text for the choice, fails before this one begins.
    if (await autosave.flush()) return
    const now = await findTheirs()
    const merged = now ? mergeTexts(base, autosave.text.value, now.text) : autosave.text.value
    startFrom(now)
    if (choice === 'theirs') {
      autosave.discard(now?.text ?? '')
      return
    }
    if (choice === 'merge') autosave.edit(merged)
    await autosave.flush()
  }

  /** What was stored is removed: a text typed meanwhile is then one to be added. */
  function detach(): void {
    startFrom(null)
  }

  return {
    key,
    stored,
    changes,
    ...autosave,
    edit: (text: string) => {
      changedBy.value = null
      autosave.edit(text)
    },
    /** Changed or removed elsewhere while it was being edited here. */
    conflict: computed(
      () =>
        CONFLICTS.includes(autosave.problem.value?.code ?? '') ||
        // Told at once, and not only when what is typed comes to be saved.
        (theirs.value !== null && autosave.mark.value !== 'saved')
    ),
    changedBy,
    theirs,
    idle: () => serialize(() => Promise.resolve()),
    /** Does something to this caption by another way, as one of its own calls; see `take`. */
    serialize,
    /** Takes over what such a call has made of the caption, except for a text typed meanwhile. */
    take: (changed: Caption) => {
      autosave.adopt(changed.text)
      take(changed)
    },
    change,
    setStatus,
    detach,
    follow,
    resolveConflict
  }
}
export type CaptionDraft = ReturnType<typeof createCaptionDraft>
