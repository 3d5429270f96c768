import { nextTick, ref, type Ref } from 'vue'
import type { Caption, CaptionNote, CaptionStatus, ConflictChoice } from '../../../shared/domain'
import { api } from '../../api/client'
import { useProblemsStore } from '../../app/problems-store'
import { useKeys } from '../../composables/keys'
import { useReviewStore } from '../account/review-store'
import type { CaptionAction } from './caption-actions'
import type { CaptionDraft } from './caption-draft'
import { useCaptionFocus } from './caption-focus'
import type { ImageEditing } from './image-editing'

/** Going from one image to the next. */
interface Going {
  /** Whether the captions in view are not those of the image that is being gone to. */
  leaving(): boolean
  /** Resolves when they are; with false where they cannot be. */
  arrived(): Promise<boolean>
}

/**
 * What is done to the captions of the editor's image, by the pointer or by keys, and where the
 * keyboard is among them. What fails is reported.
 */
export function useCaptionWork(
  editing: ImageEditing,
  panel: Readonly<Ref<HTMLElement | null>>,
  going: Going
) {
  const problems = useProblemsStore()
  const review = useReviewStore()
  const { drafts, suggestions } = editing
  const historyOpen = ref(false)
  const focus = useCaptionFocus(editing, panel)
  const { current, focusOn, rowOf } = focus

  async function add(): Promise<void> {
    editing.addCaption()
    await nextTick()
    focusOn(drafts.value.at(-1))
  }
  const setStatus = (draft: CaptionDraft, status: CaptionStatus) =>
    draft.setStatus(status).catch(problems.report)

  /** Leaves the keyboard in the caption that the action concerns. */
  async function perform(draft: CaptionDraft, action: CaptionAction, caret: number): Promise<void> {
    if (action === 'history') {
      historyOpen.value = true
      return
    }
    if (action === 'note' || action === 'send-back') {
      if (draft.stored.value) rowOf(draft)?.writeNote(action === 'send-back')
      return
    }
    const at = drafts.value.indexOf(draft)
    if (action === 'split') await editing.split(draft, caret)
    else if (action === 'merge') await editing.mergeUp(draft)
    else if (action === 'remove') await editing.remove(draft)
    else await editing.moveBy(draft, action === 'up' ? -1 : 1)
    await nextTick()
    if (action === 'up' || action === 'down') {
      focusOn(draft)
      return
    }
    const goTo = { split: at + 1, merge: at - 1, remove: at }[action]
    focusOn(drafts.value[Math.max(0, Math.min(goTo, drafts.value.length - 1))])
  }
  const act = (draft: CaptionDraft, action: CaptionAction, caret: number) =>
    perform(draft, action, caret).catch(problems.report)
  function actOnCurrent(action: CaptionAction): boolean {
    const draft = drafts.value[current.value]
    if (!draft) return false
    void act(draft, action, rowOf(draft)?.caret() ?? 0)
    return true
  }

  const addNote = (draft: CaptionDraft, text: string, sendBack: boolean) =>
    draft
      .change((id) => api.captions[sendBack ? 'sendBack' : 'addNote']({ id, text }))
      .catch(problems.report)
  const resolveNote = (draft: CaptionDraft, { id: note }: CaptionNote, resolved: boolean) =>
    draft.change((id) => api.captions.resolveNote({ id, note, resolved })).catch(problems.report)

  /** Sees what `work` has done to the image's captions. */
  const thenReread = (work: Promise<unknown>) => work.then(editing.reread).catch(problems.report)
  const take = ({ id }: Caption) => thenReread(api.captions.setStatus({ id, status: 'accepted' }))
  const reject = ({ id }: Caption) => thenReread(api.captions.setStatus({ id, status: 'rejected' }))
  const decide = ({ id }: Caption, keep: ConflictChoice) =>
    thenReread(
      Promise.all(drafts.value.map((draft) => draft.flush())).then(() =>
        api.captions.decideConflict({ id, keep })
      )
    )
  function takeNumber(number: number): boolean {
    const caption = suggestions.value[number - 1]
    if (caption) void take(caption)
    return caption !== undefined
  }

  /** Keys mean the image that was gone to: they wait where its captions are still being read. */
  function byKey(work: (event: KeyboardEvent) => unknown) {
    return (event: KeyboardEvent): unknown => {
      if (!going.leaving()) return work(event)
      const later = async () => {
        if (!(await going.arrived())) return
        await nextTick()
        work(event)
      }
      later().catch(problems.report)
      return true
    }
  }

  useKeys({
    'caption-add': byKey(() => void add()),
    'caption-next': byKey(() => focusOn(drafts.value[current.value + 1])),
    'caption-previous': byKey(() => focusOn(drafts.value[current.value - 1])),
    'caption-split': byKey(() => actOnCurrent('split')),
    'caption-merge': byKey(() => actOnCurrent('merge')),
    'caption-up': byKey(() => actOnCurrent('up')),
    'caption-down': byKey(() => actOnCurrent('down')),
    'caption-remove': byKey(() => actOnCurrent('remove')),
    'caption-history': byKey(() => actOnCurrent('history')),
    'caption-note': byKey(() => actOnCurrent('note')),
    'caption-send-back': byKey(() => review.sendsBack && actOnCurrent('send-back')),
    'caption-reject': byKey(() => {
      const draft = drafts.value[current.value]
      if (draft) void setStatus(draft, 'rejected')
    }),
    'caption-fix': byKey(() => rowOf(drafts.value[current.value])?.fixFirst() ?? false),
    'suggestion-take': byKey(({ key }) => takeNumber(Number(key))),
    'suggestion-first': byKey(() => takeNumber(1))
  })
  return { ...focus, historyOpen, add, setStatus, act, addNote, resolveNote, take, reject, decide }
}
