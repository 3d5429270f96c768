import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AUTOSAVE_MS, useAutosave } from './autosave'
import { anyUnsaved, flushUnsaved, guardLeaving } from './unsaved-work'

let unguard: () => void
beforeEach(() => {
  vi.useFakeTimers()
  unguard = guardLeaving(true)
})
afterEach(async () => {
  unguard()
  await flushUnsaved()
  vi.useRealTimers()
})

function typing(save: (text: string) => Promise<void> = () => Promise.resolve()) {
  const saved: string[] = []
  const autosave = useAutosave({
    stored: 'cũ',
    save: async (text) => {
      saved.push(text)
      await save(text)
    }
  })
  return { saved, autosave }
}
function leave(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return !event.defaultPrevented
}

it('sends words typed within the delay when the page goes', async () => {
  const { saved, autosave } = typing()
  autosave.edit('mới')
  window.dispatchEvent(new Event('pagehide'))
  expect(saved).toEqual(['mới'])
  await vi.advanceTimersByTimeAsync(2 * AUTOSAVE_MS)
  expect(saved).toEqual(['mới'])
})

it('asks before a page with unsaved words is closed, and saves them while it asks', async () => {
  const { saved, autosave } = typing()
  expect(leave()).toBe(true)
  autosave.edit('mới')
  expect(leave()).toBe(false)
  await vi.advanceTimersByTimeAsync(0)
  expect(saved).toEqual(['mới'])
  expect(leave()).toBe(true)
})

it('never asks on the desktop, where nobody would see the question', () => {
  unguard()
  unguard = guardLeaving(false)
  const { saved, autosave } = typing()
  autosave.edit('mới')
  expect(leave()).toBe(true)
  expect(saved).toEqual(['mới'])
})

it('asks as long as a text could not be saved, unless it was let go of', async () => {
  let broken = true
  const { autosave } = typing(() =>
    broken ? Promise.reject(new Error('cut off')) : Promise.resolve()
  )
  autosave.edit('mới')
  expect(await flushUnsaved()).toBe(false)
  expect(leave()).toBe(false)
  await vi.advanceTimersByTimeAsync(0)
  autosave.release()
  expect([anyUnsaved(), leave()]).toEqual([false, true])
  broken = false
})
