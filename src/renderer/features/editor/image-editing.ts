import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { ImageDetail } from '../../../shared/domain'
import { api } from '../../api/client'
import { useResync, useWorkbenchEvent } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import type { SaveMark } from '../../composables/autosave'
import { createCaptionDraft, type CaptionDraft } from './caption-draft'
import { settle, settled } from './settling'
import { unsavedTexts } from './unsaved-texts'

const marksByWeight: readonly SaveMark[] = ['error', 'saving', 'unsaved', 'saved']

/** The image in the editor with a draft for each of its captions. */
export function useImageEditing(libraryPath: string) {
  const unsaved = unsavedTexts(libraryPath)
  const image = shallowRef<ImageDetail | null>(null)
  const drafts = shallowRef<CaptionDraft[]>([])
  const problem = shallowRef<Problem | null>(null)
  const wanted = ref<number | null>(null)
  /** The captions in sight are not those of the wanted image yet. */
  const switching = computed(() => wanted.value !== null && wanted.value !== image.value?.id)
  let opening = Promise.resolve()
  let added = 0

  const mark = computed<SaveMark>(
    () => marksByWeight.find((m) => drafts.value.some((d) => d.mark.value === m)) ?? 'saved'
  )

  const makeDraft = (detail: ImageDetail, index: number | null): CaptionDraft => {
    const caption = index === null ? null : (detail.captions[index] ?? null)
    const key = caption ? `caption-${caption.id}` : `new-${detail.id}-${Date.now()}-${(added += 1)}`
    return createCaptionDraft({ imageId: detail.id, caption, key, unsaved })
  }

  /** Texts of captions that were never stored, typed before a reload. */
  function unsavedNew(detail: ImageDetail): CaptionDraft[] {
    return unsaved
      .ofImage(detail.id)
      .filter(([, entry]) => entry.captionId === null)
      .map(([key]) => createCaptionDraft({ imageId: detail.id, caption: null, key, unsaved }))
  }

  /**
   * Shows an image; resolves when its captions are there. The drafts of the one before are saved,
   * which goes on by itself.
   */
  function open(id: number | null): Promise<void> {
    if (wanted.value !== id) {
      wanted.value = id
      leave()
      opening = show(id)
    }
    return opening
  }

  /** Saves what is unsaved of the image in sight, in the background. */
  function leave(): void {
    if (image.value) void settle(image.value.id, flush())
  }

  async function show(id: number | null): Promise<void> {
    if (id === null) {
      image.value = null
      drafts.value = []
      return
    }
    try {
      await settled(id)
      const detail = await api.images.get({ id })
      if (wanted.value !== id) return
      problem.value = null
      image.value = detail
      drafts.value = [...detail.captions.map((_, i) => makeDraft(detail, i)), ...unsavedNew(detail)]
      if (drafts.value.length === 0) addCaption()
      void flush()
    } catch (error) {
      if (wanted.value !== id) return
      wanted.value = null
      problem.value = toProblem(error)
    }
  }

  /** Reads the image again; texts that are not stored yet stay as they are. */
  async function reread(): Promise<void> {
    const id = image.value?.id
    if (id === undefined || switching.value) return
    for (;;) {
      await Promise.all(drafts.value.map((draft) => draft.idle()))
      const before = changeCount()
      const detail = await api.images.get({ id })
      if (wanted.value !== id) return
      // Something was stored from here meanwhile: what was read may be older than that.
      if (before !== changeCount()) continue
      image.value = detail
      drafts.value = merge(detail)
      return
    }
  }
  const changeCount = () => drafts.value.reduce((sum, draft) => sum + draft.changes.value, 0)

  function merge(detail: ImageDetail): CaptionDraft[] {
    const old = new Map(drafts.value.map((draft) => [draft.stored.value?.id, draft]))
    const listed = detail.captions.map((caption, index) => {
      const draft = old.get(caption.id)
      draft?.follow(caption)
      return draft ?? makeDraft(detail, index)
    })
    const others = drafts.value.filter(
      (draft) =>
        !listed.includes(draft) && (draft.stored.value === null || draft.mark.value !== 'saved')
    )
    const merged = [...listed, ...others]
    return merged.length > 0 ? merged : [makeDraft(detail, null)]
  }

  function addCaption(): void {
    if (image.value) drafts.value = [...drafts.value, makeDraft(image.value, null)]
  }

  async function remove(draft: CaptionDraft): Promise<void> {
    await draft.idle()
    if (draft.stored.value) await removeStored(draft.stored.value.id)
    draft.discard('')
    drafts.value = drafts.value.filter((other) => other !== draft)
    if (drafts.value.length === 0) addCaption()
  }

  /** A caption that is gone already is as good as removed. */
  async function removeStored(id: number): Promise<void> {
    try {
      await api.captions.remove({ id })
    } catch (error) {
      if (toProblem(error).code !== 'entity.not-found') throw error
    }
  }

  /** Saves every text; true when all are stored. */
  async function flush(): Promise<boolean> {
    const results = await Promise.all(drafts.value.map((draft) => draft.flush()))
    return results.every(Boolean)
  }

  /** Saves every text and accepts the captions that have one, but the rejected ones. */
  async function accept(): Promise<boolean> {
    const open = drafts.value.filter(
      (draft) => draft.text.value.trim() !== '' && draft.stored.value?.status !== 'rejected'
    )
    const accepted = await Promise.all(open.map((draft) => draft.setStatus('accepted')))
    return accepted.every(Boolean) && (await flush())
  }

  /** Saves every text and marks the image as skipped. */
  async function skip(): Promise<boolean> {
    const written = drafts.value.filter((draft) => draft.stored.value || draft.text.value.trim())
    const skipped = written.length > 0 ? written : drafts.value.slice(0, 1)
    const results = await Promise.all(skipped.map((draft) => draft.setStatus('skipped', true)))
    return results.every(Boolean)
  }

  useWorkbenchEvent('data', ({ entity }) => {
    if (entity === 'captions' || entity === 'images') void reread().catch(() => undefined)
  })
  useResync(() => {
    void flush()
    void reread().catch(() => undefined)
  })
  onScopeDispose(leave)

  return {
    image,
    drafts,
    problem,
    mark,
    switching,
    open,
    addCaption,
    remove,
    accept,
    skip
  }
}
export type ImageEditing = ReturnType<typeof useImageEditing>
