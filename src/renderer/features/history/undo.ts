import { useEventListener } from '@vueuse/core'
import { nextTick } from 'vue'
import type { Undone } from '../../../shared/domain'
import { api } from '../../api/client'
import { useProblemsStore } from '../../app/problems-store'
import { isRecorded, useKeys } from '../../composables/keys'
import { createSerializer } from '../../composables/serializer'
import { flushUnsaved } from '../../composables/unsaved-work'
import { t } from '../../i18n/i18n'

type Direction = 'undo' | 'redo'

/** One undo after the other, whichever screen asks: each takes back what was done last then. */
const serialize = createSerializer()

/**
 * Undo and redo of a screen, by keys, by its buttons and by the menu of the system: of what was done
 * last, whether typed or not. What is typed is stored before, so that it is what was done last. A
 * text that cannot be stored has its own undo until it is. `show` goes to what has changed.
 *
 * Recorded texts have `data-recorded` with the state of their saving: see `isRecorded`.
 */
export function useUndo(show: (undone: Undone, direction: Direction) => unknown) {
  const problems = useProblemsStore()

  async function step(direction: Direction, at: Element | null): Promise<void> {
    await flushUnsaved()
    await nextTick()
    if (isRecorded(at) && at.isConnected && at.dataset['recorded'] !== 'saved') {
      // The only way to a text's own undo, which every browser keeps.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      document.execCommand(direction)
      return
    }
    const undone = await api.captions[direction]()
    if (undone) await show(undone, direction)
    else problems.note(t(direction === 'undo' ? 'library.nothingToUndo' : 'library.nothingToRedo'))
  }
  const ask = (direction: Direction): Promise<void> => {
    const at = document.activeElement
    return serialize(() => step(direction, at)).catch(problems.report)
  }
  const undo = () => void ask('undo')
  const redo = () => void ask('redo')
  useKeys({ undo, redo })

  // What a menu asks of a text comes without a key.
  useEventListener(window, 'beforeinput', (event: InputEvent) => {
    const isUndo = event.inputType === 'historyUndo'
    if (!isUndo && event.inputType !== 'historyRedo') return
    if (!isRecorded(event.target) || event.target.dataset['recorded'] !== 'saved') return
    event.preventDefault()
    if (isUndo) undo()
    else redo()
  })
  return { undo, redo }
}

/** What an undo or redo has done, in words. */
export const wordUndone = ({ kind, changes }: Undone, direction: Direction): string =>
  t(`history.${direction}ne`, { kind: t(`history.kind.${kind}`), n: changes })
