import { createPinia, setActivePinia } from 'pinia'
import { effectScope, watchSyncEffect, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAutosave } from '../../composables/autosave'
import { flushUnsaved } from '../../composables/unsaved-work'
import { useUndo } from './undo'

const done = vi.hoisted(() => [] as string[])
vi.mock('../../api/client', () => {
  const step = (name: string) => () => {
    done.push(name)
    return Promise.resolve({ kind: 'edit', changes: 1, imageIds: [7], pairIds: [] })
  }
  return { api: { captions: { undo: step('undo'), redo: step('redo') } } }
})

let scope: EffectScope
let area: HTMLTextAreaElement
let broken = false
const shown: number[][] = []

/** A recorded text as the editor has one. */
function typing() {
  const autosave = useAutosave({
    stored: 'cũ',
    save: (text) => {
      done.push(`save ${text}`)
      return broken ? Promise.reject(new Error('cut off')) : Promise.resolve()
    }
  })
  watchSyncEffect(() => (area.dataset['recorded'] = autosave.mark.value))
  return autosave
}
const press = () =>
  area.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })
  )

beforeEach(() => {
  setActivePinia(createPinia())
  done.length = shown.length = 0
  broken = false
  area = document.createElement('textarea')
  area.dataset['recorded'] = 'saved'
  document.body.append(area)
  area.focus()
  scope = effectScope()
  scope.run(() => useUndo(({ imageIds }) => void shown.push(imageIds)))
})
afterEach(async () => {
  scope.stop()
  area.remove()
  broken = false
  await flushUnsaved()
})

it('takes back what was done last: what was just typed is stored first', async () => {
  const text = typing()
  text.edit('mới')
  press()
  await expect.poll(() => done).toEqual(['save mới', 'undo'])
  expect(shown).toEqual([[7]])
})

it('takes back a structural step, and leaves the text that has the keyboard alone', async () => {
  area.value = 'hai'
  press()
  await expect.poll(() => done).toEqual(['undo'])
  expect(area.value).toBe('hai')
})

it('is the own undo of a text that cannot be stored', async () => {
  const own = vi.fn(() => true)
  Object.assign(document, { execCommand: own })
  broken = true
  const text = typing()
  text.edit('mới')
  press()
  await expect.poll(() => own.mock.calls).toEqual([['undo']])
  expect(done).toEqual(['save mới'])
  text.release()
})

it('is asked for by the menu of the system as well', async () => {
  const asked = new InputEvent('beforeinput', {
    inputType: 'historyUndo',
    bubbles: true,
    cancelable: true
  })
  area.dispatchEvent(asked)
  expect(asked.defaultPrevented).toBe(true)
  await expect.poll(() => done).toEqual(['undo'])
})
