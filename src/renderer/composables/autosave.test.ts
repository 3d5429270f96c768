import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AUTOSAVE_MS, useAutosave } from './autosave'

/** A store whose saves end when the test says so. */
function slowStore() {
  const saves: { text: string; done: () => void; fail: () => void }[] = []
  const save = (text: string) =>
    new Promise<void>((resolve, reject) => {
      saves.push({ text, done: resolve, fail: () => reject(new Error('cut off')) })
    })
  return { saves, save, texts: () => saves.map(({ text }) => text) }
}

describe('useAutosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('saves once typing rests, with the newest text', async () => {
    const store = slowStore()
    const autosave = useAutosave({ stored: '', save: store.save })
    autosave.edit('Mo')
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS - 1)
    autosave.edit('Một')
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS - 1)
    expect(store.texts()).toEqual([])
    expect(autosave.mark.value).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(1)
    expect(store.texts()).toEqual(['Một'])
    expect(autosave.mark.value).toBe('saving')
    store.saves[0]?.done()
    await vi.advanceTimersByTimeAsync(0)
    expect(autosave.mark.value).toBe('saved')
  })

  it('runs one save at a time and then saves what was typed meanwhile', async () => {
    const store = slowStore()
    const autosave = useAutosave({ stored: '', save: store.save })
    autosave.edit('a')
    const flushed = autosave.flush()
    autosave.edit('ab')
    void autosave.flush()
    expect(store.texts()).toEqual(['a'])
    store.saves[0]?.done()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.texts()).toEqual(['a', 'ab'])
    store.saves[1]?.done()
    expect(await flushed).toBe(true)
    expect(autosave.mark.value).toBe('saved')
  })

  it('keeps a text that could not be saved, says so, and saves it later', async () => {
    const store = slowStore()
    const kept: (string | null)[] = []
    const autosave = useAutosave({
      stored: 'cũ',
      save: store.save,
      keep: (text) => void kept.push(text)
    })
    autosave.edit('mới')
    const flushed = autosave.flush()
    store.saves[0]?.fail()
    expect(await flushed).toBe(false)
    expect(autosave.text.value).toBe('mới')
    expect(autosave.mark.value).toBe('error')
    expect(autosave.problem.value?.message).toContain('cut off')
    expect(kept.at(-1)).toBe('mới')

    const again = autosave.flush()
    store.saves[1]?.done()
    expect(await again).toBe(true)
    expect(store.texts()).toEqual(['mới', 'mới'])
    expect(autosave.problem.value).toBeNull()
    expect(kept.at(-1)).toBeNull()
  })

  it('starts with a text that an earlier save had lost', async () => {
    const store = slowStore()
    const autosave = useAutosave({ stored: 'cũ', unsaved: 'mới', save: store.save })
    expect(autosave.mark.value).toBe('unsaved')
    void autosave.flush()
    expect(store.texts()).toEqual(['mới'])
  })

  it('does not save a text that was typed back to what is stored', async () => {
    const store = slowStore()
    const autosave = useAutosave({ stored: 'x', save: store.save })
    autosave.edit('xy')
    autosave.edit('x')
    expect(autosave.mark.value).toBe('saved')
    await vi.advanceTimersByTimeAsync(2 * AUTOSAVE_MS)
    expect(store.texts()).toEqual([])
  })

  it('takes over a text from elsewhere only where nothing is unsaved', async () => {
    const store = slowStore()
    const autosave = useAutosave({ stored: 'x', save: store.save })
    expect(autosave.adopt('theirs')).toBe(true)
    expect(autosave.text.value).toBe('theirs')
    autosave.edit('mine')
    expect(autosave.adopt('theirs again')).toBe(false)
    expect(autosave.text.value).toBe('mine')
    autosave.discard('theirs again')
    expect(autosave.text.value).toBe('theirs again')
    expect(autosave.mark.value).toBe('saved')
    await vi.advanceTimersByTimeAsync(2 * AUTOSAVE_MS)
    expect(store.texts()).toEqual([])
  })
})
