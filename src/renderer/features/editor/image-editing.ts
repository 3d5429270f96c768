import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import {
  isSuggestion,
  type Caption,
  type CaptionStatus,
  type ImageDetail
} from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { toProblem, type Problem } from '../../api/problem'
import type { SaveMark } from '../../composables/autosave'
import { createCaptionDraft, type CaptionDraft } from './caption-draft'
import { settle, settled } from './settling'
import { unsavedTexts } from './unsaved-texts'

const marksByWeight: readonly SaveMark[] = ['error', 'saving', 'unsaved', 'saved']

const isConflict = (caption: Caption): boolean =>
  isSuggestion(caption) && caption.conflictsWith !== null
const written = ({ captions }: ImageDetail): Caption[] =>
  captions.filter((caption) => !isSuggestion(caption))

/** The image in the editor with a draft for each of its captions. */
export function useImageEditing(libraryPath: string) {
  const unsaved = unsavedTexts(libraryPath)
  const image = shallowRef<ImageDetail | null>(null)
  const drafts = shallowRef<CaptionDraft[]>([])
  const problem = shallowRef<Problem | null>(null)
  const wanted = ref<number | null>(null)
  /** The captions in view are not those of the wanted image yet. */
  const switching = computed(() => wanted.value !== null && wanted.value !== image.value?.id)
  let opening = Promise.resolve()
  let added = 0

  const mark = computed<SaveMark>(
    () => marksByWeight.find((m) => drafts.value.some((d) => d.mark.value === m)) ?? 'saved'
  )

  /** What models wrote and nobody has accepted yet; it is no draft of a person's. */
  const suggestions = computed(
    () => image.value?.captions.filter((c) => isSuggestion(c) && !isConflict(c)) ?? []
  )

  /** What a merged part has in the place of captions, with what these are here; null where removed. */
  const conflicts = computed(() => {
    const captions = image.value?.captions ?? []
    return captions.filter(isConflict).map((caption) => ({
      caption,
      ours: captions.find(({ id }) => id === caption.conflictsWith)?.text ?? null
    }))
  })

  const makeDraft = (detail: ImageDetail, caption: Caption | null): CaptionDraft => {
    const key = caption ? `caption-${caption.id}` : `new-${detail.id}-${Date.now()}-${(added += 1)}`
    return createCaptionDraft({ imageId: detail.id, caption, key, unsaved })
  }

  /** Texts typed before a reload, of captions that were never stored or are removed by now. */
  function unsavedNew(detail: ImageDetail): CaptionDraft[] {
    const ids = new Set<number | null>(written(detail).map(({ id }) => id))
    return unsaved
      .ofImage(detail.id)
      .filter(([, entry]) => !ids.has(entry.captionId))
      .map(([key]) => createCaptionDraft({ imageId: detail.id, caption: null, key, unsaved }))
  }

  /**
   * Shows an image; resolves when its captions are there. The drafts of the one before are saved,
   * which continues by itself.
   */
  function open(id: number | null): Promise<void> {
    if (wanted.value !== id) {
      wanted.value = id
      leave()
      opening = show(id)
    }
    return opening
  }

  /** Saves what is unsaved of the image in view, in the background. */
  function leave(): void {
    if (!image.value) return
    const left = drafts.value
    const saved = flush().finally(async () => {
      left.forEach((draft) => draft.release())
      // A status that is being set is of it too.
      await Promise.all(left.map((draft) => draft.idle()))
    })
    void settle(image.value.id, saved)
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
      drafts.value = [
        ...written(detail).map((caption) => makeDraft(detail, caption)),
        ...unsavedNew(detail)
      ]
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
    const listed = written(detail).map((caption) => {
      const draft = old.get(caption.id)
      draft?.follow(caption)
      return draft ?? makeDraft(detail, caption)
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

  /**
   * Removes a caption; its text is saved before, so that an undo brings back all of it. One that
   * cannot be saved stays, with what went wrong; and so does what is typed during the removal.
   */
  async function remove(draft: CaptionDraft): Promise<void> {
    const saved = await draft.flush()
    const gone = draft.problem.value?.code === 'entity.not-found'
    if (!saved && !gone && draft.stored.value) return
    const removed = draft.text.value
    await draft.serialize(async () => {
      if (draft.stored.value) await removeStored(draft.stored.value.id)
      draft.detach()
    })
    if (draft.text.value !== removed) {
      await draft.flush()
      return
    }
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

  /** Saves every text and accepts the captions that have one, but the rejected ones: one undo. */
  const accept = (): Promise<boolean> =>
    settleAll('accepted', ({ text, stored }) => {
      return text.value.trim() !== '' && stored.value?.status !== 'rejected'
    })

  /** Saves every text and marks the image as skipped: one undo. */
  const skip = (): Promise<boolean> => settleAll('skipped', () => true)

  async function settleAll(
    status: CaptionStatus,
    wanted: (draft: CaptionDraft) => boolean
  ): Promise<boolean> {
    const id = image.value?.id
    if (id === undefined || !(await flush())) return false
    const chosen = drafts.value.filter(wanted)
    await inAllTurns(chosen, async () => {
      const ids = chosen.flatMap(({ stored }) => (stored.value ? [stored.value.id] : []))
      if (ids.length === 0 && status !== 'skipped') return
      takeAll(await api.captions.settle({ imageId: id, ids, status }))
    })
    return true
  }

  /** Waits for the calls of every draft, and holds up new ones meanwhile. */
  const inAllTurns = (some: readonly CaptionDraft[], work: () => Promise<void>): Promise<void> =>
    some.reduceRight((rest, draft) => () => draft.serialize(rest), work)()

  /** Captions as a call of this editor has left them. */
  function takeAll(captions: Caption[]): void {
    const byId = new Map(captions.map((caption) => [caption.id, caption]))
    for (const draft of drafts.value) {
      const changed = byId.get(draft.stored.value?.id ?? 0)
      if (changed && changed.version !== draft.stored.value?.version) draft.take(changed)
    }
  }

  /** Saves the texts, rearranges the stored captions, and shows the result. */
  async function rearrange(change: () => Promise<Caption[]> | undefined): Promise<void> {
    const detail = image.value
    if (!detail || !(await flush())) return
    await inAllTurns(drafts.value, async () => {
      const captions = await change()
      if (!captions || image.value?.id !== detail.id) return
      takeAll(captions)
      image.value = { ...image.value, captions }
      drafts.value = merge(image.value)
    })
  }

  /** Parts a caption where the caret is. */
  const split = (draft: CaptionDraft, at: number): Promise<void> =>
    rearrange(() => {
      const { text, stored } = draft
      const texts: [string, string] = [text.value.slice(0, at), text.value.slice(at)]
      if (!stored.value || texts.some((part) => part.trim() === '')) return undefined
      return api.captions.split({ id: stored.value.id, version: stored.value.version, texts })
    })

  /** Joins a caption to the one before it. */
  const mergeUp = (draft: CaptionDraft): Promise<void> =>
    rearrange(() => {
      const first = drafts.value[drafts.value.indexOf(draft) - 1]?.stored.value
      const second = draft.stored.value
      return first && second ? api.captions.merge({ first, second }) : undefined
    })

  const moveBy = (draft: CaptionDraft, by: 1 | -1): Promise<void> =>
    rearrange(() => {
      const other = drafts.value[drafts.value.indexOf(draft) + by]?.stored.value
      const { stored } = draft
      if (!stored.value || !other) return undefined
      return api.captions.move({ id: stored.value.id, to: other.position })
    })

  useChanges(['captions', 'images'], () => void reread().catch(() => undefined))
  useResync(() => {
    void flush()
    void reread().catch(() => undefined)
  })
  onScopeDispose(leave)

  return {
    image,
    drafts,
    suggestions,
    conflicts,
    problem,
    mark,
    switching,
    open,
    addCaption,
    remove,
    flush,
    accept,
    skip,
    split,
    mergeUp,
    moveBy,
    reread
  }
}
export type ImageEditing = ReturnType<typeof useImageEditing>
