import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { resyncAll, watchWorkbench } from '../../api/events'
import { AUTOSAVE_MS } from '../../composables/autosave'
import { workbench } from '../../test/memory-workbench'
import type { CaptionDraft } from './caption-draft'
import { useImageEditing, type ImageEditing } from './image-editing'
import { recoverUnsaved } from './recover-unsaved'
import { settled } from './settling'
import { unsavedTexts } from './unsaved-texts'

vi.mock('../../api/client', async () => ({
  api: (await import('../../test/memory-workbench')).workbench.api
}))

const LIBRARY = '/library'
let scope: EffectScope

/** The editor as a view that can be left with `scope.stop()`. */
async function edit(imageId: number): Promise<ImageEditing> {
  scope = effectScope()
  const editing = scope.run(() => useImageEditing(LIBRARY))
  if (!editing) throw new Error('The scope has ended.')
  await editing.open(imageId)
  return editing
}
function draftAt({ drafts }: ImageEditing, index: number): CaptionDraft {
  const draft = drafts.value[index]
  if (!draft) throw new Error(`There is no draft ${index}.`)
  return draft
}
const textsIn = ({ drafts }: ImageEditing): string[] => drafts.value.map(({ text }) => text.value)
const quiet = async (...ids: number[]): Promise<void> => {
  for (const id of ids) await settled(id)
}

beforeAll(async () => {
  void watchWorkbench()
  await Promise.resolve()
})
beforeEach(() => workbench.reset())
afterEach(async () => {
  workbench.cut = null
  scope.stop()
  await quiet(1, 2)
  localStorage.clear()
})

describe('texts that are typed', () => {
  it('are saved when the editor is left before typing has rested', async () => {
    workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    draftAt(editing, 0).edit('mới')
    expect(workbench.textsOf(1)).toEqual(['cũ'])
    scope.stop()
    await quiet(1)
    expect(workbench.textsOf(1)).toEqual(['mới'])
  })

  it('are saved in their order when they come while a save is under way', async () => {
    workbench.addCaption(1, '')
    const editing = await edit(1)
    const draft = draftAt(editing, 0)
    const release = workbench.hold('captions.save')
    draft.edit('Một')
    const flushed = draft.flush()
    draft.edit('Một con')
    draft.edit('Một con mèo')
    release()
    expect(await flushed).toBe(true)
    expect(workbench.textsOf(1)).toEqual(['Một con mèo'])
    expect(workbench.get(draft.stored.value?.id ?? 0).version).toBe(3)
  })

  it('go to the caption that they were typed for when another image is opened meanwhile', async () => {
    workbench.addCaption(1, 'một')
    workbench.addCaption(2, 'hai')
    const editing = await edit(1)
    const release = workbench.hold('captions.save')
    draftAt(editing, 0).edit('một, sửa')
    const opened = editing.open(2)
    await opened
    draftAt(editing, 0).edit('hai, sửa')
    release()
    scope.stop()
    await quiet(1, 2)
    expect([workbench.textsOf(1), workbench.textsOf(2)]).toEqual([['một, sửa'], ['hai, sửa']])
  })

  it('add a caption once, also when the image is left and opened again while it is added', async () => {
    workbench.addCaption(2, 'hai')
    const editing = await edit(1)
    const release = workbench.hold('captions.save')
    draftAt(editing, 0).edit('mới')
    await editing.open(2)
    const back = editing.open(1)
    release()
    await back
    expect(textsIn(editing)).toEqual(['mới'])
    expect(workbench.textsOf(1)).toEqual(['mới'])
  })

  it('stay when the image is left and returned to before the other one is there', async () => {
    workbench.addCaption(1, 'một')
    const editing = await edit(1)
    const release = workbench.hold('images.get')
    const away = editing.open(2)
    const back = editing.open(1)
    const draft = draftAt(editing, 0)
    draft.edit('một, sửa')
    release()
    await Promise.all([away, back])
    expect(textsIn(editing)).toEqual(['một, sửa'])
    await new Promise((resolve) => setTimeout(resolve, 2 * AUTOSAVE_MS))
    expect(workbench.textsOf(1)).toEqual(['một, sửa'])
    expect(editing.mark.value).toBe('saved')
  })
})

describe('a failed save', () => {
  it('leaves the text and saves it when the connection is back', async () => {
    workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    workbench.cut = 'request'
    draftAt(editing, 0).edit('mới')
    expect(await draftAt(editing, 0).flush()).toBe(false)
    expect(editing.mark.value).toBe('error')
    expect(textsIn(editing)).toEqual(['mới'])
    workbench.cut = null
    resyncAll()
    await expect.poll(() => editing.mark.value).toBe('saved')
    expect(workbench.textsOf(1)).toEqual(['mới'])
  })

  it('is no conflict where the save was done and only its answer got lost', async () => {
    workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    workbench.cut = 'answer'
    draftAt(editing, 0).edit('mới')
    await draftAt(editing, 0).flush()
    workbench.cut = null
    resyncAll()
    await expect.poll(() => editing.mark.value).toBe('saved')
    expect(draftAt(editing, 0).conflict.value).toBe(false)
    draftAt(editing, 0).edit('mới hơn')
    expect(await draftAt(editing, 0).flush()).toBe(true)
    expect(workbench.textsOf(1)).toEqual(['mới hơn'])
  })

  it('does not add a caption twice where only the answer got lost', async () => {
    const editing = await edit(1)
    workbench.cut = 'answer'
    draftAt(editing, 0).edit('mới')
    expect(await draftAt(editing, 0).flush()).toBe(false)
    workbench.cut = null
    expect(await draftAt(editing, 0).flush()).toBe(true)
    expect(workbench.textsOf(1)).toEqual(['mới'])
  })

  it('is made up for after a restart of the window, also on an image that is not opened', async () => {
    workbench.addCaption(1, 'một')
    workbench.addCaption(2, 'hai')
    const editing = await edit(1)
    workbench.cut = 'request'
    draftAt(editing, 0).edit('một, sửa')
    editing.addCaption()
    draftAt(editing, 1).edit('thêm')
    scope.stop()
    await quiet(1)
    workbench.cut = null
    await edit(2)
    await recoverUnsaved(LIBRARY, 2)
    expect(workbench.textsOf(1)).toEqual(['một, sửa', 'thêm'])
    expect(unsavedTexts(LIBRARY).images()).toEqual([])
  })
})

describe('a conflict', () => {
  it('keeps both texts until somebody has chosen, also over another image', async () => {
    const { id } = workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    draftAt(editing, 0).edit('của tôi')
    await workbench.elsewhere(() => workbench.put(id, { text: 'của họ' }))
    expect(await draftAt(editing, 0).flush()).toBe(false)
    expect(draftAt(editing, 0).conflict.value).toBe(true)
    expect(textsIn(editing)).toEqual(['của tôi'])
    expect(workbench.textsOf(1)).toEqual(['của họ'])

    await editing.open(2)
    await editing.open(1)
    await expect.poll(() => draftAt(editing, 0).conflict.value).toBe(true)
    expect(textsIn(editing)).toEqual(['của tôi'])
    expect(workbench.textsOf(1)).toEqual(['của họ'])

    await draftAt(editing, 0).resolveConflict('mine')
    expect(workbench.textsOf(1)).toEqual(['của tôi'])
    expect(editing.mark.value).toBe('saved')
  })

  it('shows the other text as it is now, and is ended by merging both', async () => {
    const { id } = workbench.addCaption(1, 'một con mèo ngủ')
    const editing = await edit(1)
    const draft = draftAt(editing, 0)
    draft.edit('một con mèo đen ngủ')
    workbench.put(id, { text: 'hai con mèo ngủ' })
    await draft.flush()
    expect(draft.theirs.value?.text).toBe('hai con mèo ngủ')
    await workbench.elsewhere(() => workbench.put(id, { text: 'hai con mèo ngủ say' }))
    await expect.poll(() => draft.theirs.value?.text).toBe('hai con mèo ngủ say')
    await draft.resolveConflict('merge')
    expect(workbench.textsOf(1)).toEqual(['hai con mèo đen ngủ say'])
    expect([draft.conflict.value, editing.mark.value]).toEqual([false, 'saved'])
  })

  it('is ended also while a save is under way, as by leaving the text for the choice', async () => {
    const { id } = workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    const draft = draftAt(editing, 0)
    draft.edit('của tôi')
    workbench.put(id, { text: 'của họ' })
    await draft.flush()
    const release = workbench.hold('captions.save')
    void draft.flush()
    const settled = draft.resolveConflict('mine')
    release()
    await settled
    expect([workbench.textsOf(1), editing.mark.value]).toEqual([['của tôi'], 'saved'])
  })

  it('is merged from what both were made from, also after a restart of the window', async () => {
    const { id } = workbench.addCaption(1, 'một con mèo ngủ')
    const editing = await edit(1)
    workbench.cut = 'request'
    draftAt(editing, 0).edit('một con mèo')
    scope.stop()
    await quiet(1)
    workbench.cut = null
    workbench.put(id, { text: 'hai con mèo ngủ' })
    const again = await edit(1)
    await expect.poll(() => draftAt(again, 0).conflict.value).toBe(true)
    await draftAt(again, 0).resolveConflict('merge')
    expect(workbench.textsOf(1)).toEqual(['hai con mèo'])
  })

  it('is ended by taking the other text', async () => {
    const { id } = workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    draftAt(editing, 0).edit('của tôi')
    workbench.put(id, { text: 'của họ' })
    await draftAt(editing, 0).flush()
    await draftAt(editing, 0).resolveConflict('theirs')
    expect(textsIn(editing)).toEqual(['của họ'])
    expect(await draftAt(editing, 0).flush()).toBe(true)
    expect(workbench.textsOf(1)).toEqual(['của họ'])
    expect(unsavedTexts(LIBRARY).images()).toEqual([])
  })
})

describe('an undo after a save', () => {
  it('shows the earlier text and does not save the later one again', async () => {
    workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    draftAt(editing, 0).edit('mới')
    await draftAt(editing, 0).flush()
    await workbench.elsewhere(() => workbench.undo())
    await expect.poll(() => textsIn(editing)).toEqual(['cũ'])
    expect(await draftAt(editing, 0).flush()).toBe(true)
    expect(workbench.textsOf(1)).toEqual(['cũ'])
  })

  it('does not take away what was typed since', async () => {
    workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    draftAt(editing, 0).edit('mới')
    await draftAt(editing, 0).flush()
    draftAt(editing, 0).edit('mới nữa')
    await workbench.elsewhere(() => workbench.undo())
    await draftAt(editing, 0).flush()
    expect(textsIn(editing)).toEqual(['mới nữa'])
    expect(draftAt(editing, 0).conflict.value).toBe(true)
  })
})

describe('a removed caption', () => {
  it('can be brought back with what was typed just before', async () => {
    workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    draftAt(editing, 0).edit('mới')
    await editing.remove(draftAt(editing, 0))
    expect(workbench.textsOf(1)).toEqual([])
    workbench.undo()
    expect(workbench.textsOf(1)).toEqual(['mới'])
  })

  it('leaves what is typed while it is being removed, as a new caption', async () => {
    workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    const release = workbench.hold('captions.remove')
    const draft = draftAt(editing, 0)
    const removed = editing.remove(draft)
    await expect.poll(() => workbench.calls.length).toBeGreaterThan(0)
    draft.edit('gõ tiếp')
    release()
    await removed
    expect(textsIn(editing)).toEqual(['gõ tiếp'])
    scope.stop()
    await quiet(1)
    expect(workbench.textsOf(1)).toEqual(['gõ tiếp'])
  })

  it('by somebody else leaves what was typed in it', async () => {
    const { id } = workbench.addCaption(1, 'cũ')
    workbench.addCaption(1, 'khác')
    const editing = await edit(1)
    draftAt(editing, 0).edit('của tôi')
    await workbench.elsewhere(() => workbench.drop(id))
    await expect.poll(() => textsIn(editing)).toEqual(['khác', 'của tôi'])
    const draft = draftAt(editing, 1)
    expect(await draft.flush()).toBe(false)
    expect(draft.conflict.value).toBe(true)
    await draft.resolveConflict('mine')
    expect(workbench.textsOf(1)).toEqual(['khác', 'của tôi'])
  })

  it('by somebody else while the image was not open leaves what was typed in it', async () => {
    const { id } = workbench.addCaption(1, 'cũ')
    const editing = await edit(1)
    workbench.cut = 'request'
    draftAt(editing, 0).edit('của tôi')
    scope.stop()
    await quiet(1)
    workbench.cut = null
    workbench.drop(id)
    await recoverUnsaved(LIBRARY, null)
    const again = await edit(1)
    expect(textsIn(again)).toEqual(['của tôi'])
  })

  it('that was joined to another leaves what was typed in it meanwhile', async () => {
    workbench.addCaption(1, 'một')
    workbench.addCaption(1, 'hai')
    const editing = await edit(1)
    const release = workbench.hold('captions.merge')
    const second = draftAt(editing, 1)
    const merged = editing.mergeUp(second)
    await new Promise((resolve) => setTimeout(resolve, 0))
    second.edit('hai ba')
    release()
    await merged
    expect(textsIn(editing)).toEqual(['một hai', 'hai ba'])
  })
})
