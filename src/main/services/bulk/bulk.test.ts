import { describe, expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import type { ImageSelection, TextEdit, TextPlan, TextTarget } from '../../../shared/domain'
import { setCheckStyles } from '../../store/captions/check-settings'
import { listCaptions, saveCaption } from '../../store/captions/captions'
import { getImage, setSplit } from '../../store/images/images'
import { pageImages } from '../../store/search/image-listing'
import { openLibrary } from '../../store/core/library'
import { addPair, getPair } from '../../store/pairs/pairs'
import { redoInSteps, undoInSteps } from '../../store/core/undo'
import { applyPlan, editImages, excludeFromPlan, pagePlan, planTexts } from '.'

const everything: ImageSelection = { filter: {}, except: [] }
const quiet = { onProgress: () => undefined }
const all = { offset: 0, limit: 1000 }
const replace = (find: string, by: string, more: Partial<TextEdit> = {}): TextEdit =>
  ({
    kind: 'replace',
    find,
    replace: by,
    regex: false,
    matchCase: false,
    wholeWords: false,
    ...more
  }) as TextEdit

function scene(captions: Record<string, string[]>) {
  const library = tempLibrary()
  const ids = addImages(library, captions)
  const texts = () => ids.flatMap((id) => listCaptions(library.read, id).map(({ text }) => text))
  const states = () => ids.map((id) => getImage(library.read, id).state)
  const edit = (edit: Parameters<typeof editImages>[2], selection = everything) =>
    editImages(library, selection, edit, 'person', quiet)
  async function plan(
    edit: TextEdit,
    target: TextTarget = { of: 'captions', selection: everything }
  ) {
    let last: TextPlan | undefined
    for await (const state of planTexts(library, target, edit)) last = state
    if (!last?.done) throw new Error('the plan did not end')
    return last
  }
  const apply = (id: string) => applyPlan(library, id, 'person', quiet)
  return { library, ids, texts, states, edit, plan, apply }
}

describe('a planned change of texts', () => {
  const captions = { a: ['Bác sỹ khám', 'một bác sỹ'], b: ['y tá'], c: ['BÁC SỸ'] }

  it('is shown whole, made but for what was left out, and undone as one', async () => {
    const { library, ids, texts, plan, apply } = scene(captions)
    const { id, scanned, changes } = await plan(replace('bác sỹ', 'bác sĩ'))
    expect({ scanned, changes }).toEqual({ scanned: 4, changes: 3 })
    const { rows, total } = pagePlan(library, id, all)
    expect(total).toBe(3)
    expect(rows[0]).toMatchObject({
      seq: 1,
      imageId: ids[0],
      before: 'Bác sỹ khám',
      after: 'bác sĩ khám',
      excluded: false
    })
    excludeFromPlan(library, id, 3, true)
    expect(await apply(id)).toEqual({ changed: 2, skipped: 0 })
    expect(texts()).toEqual(['bác sĩ khám', 'một bác sĩ', 'y tá', 'BÁC SỸ'])
    expect(pageImages(library.read, { text: 'sĩ' }, all).total).toBe(1)
    expect(await undoInSteps(library.write)).toMatchObject({ kind: 'replace', changes: 2 })
    expect(texts()).toEqual(['Bác sỹ khám', 'một bác sỹ', 'y tá', 'BÁC SỸ'])
    await redoInSteps(library.write)
    expect(texts()[1]).toBe('một bác sĩ')
  })

  it('is undone as one also after the library was opened again', async () => {
    const { library, ids, plan, apply } = scene(captions)
    await apply((await plan(replace('bác sỹ', 'bác sĩ'))).id)
    library.close()
    const again = openLibrary(library.root)
    expect(await undoInSteps(again.write)).toMatchObject({ changes: 3 })
    expect(listCaptions(again.read, ids[0] ?? 0)[0]?.text).toBe('Bác sỹ khám')
    again.close()
  })

  it('leaves alone what was changed after the preview', async () => {
    const { library, ids, texts, plan, apply } = scene(captions)
    const { id } = await plan(replace('bác sỹ', 'bác sĩ'))
    const [first] = listCaptions(library.read, ids[0] ?? 0)
    if (first) saveCaption(library.write, { ...first, text: 'của tôi: bác sỹ' })
    expect(await apply(id)).toEqual({ changed: 2, skipped: 1 })
    expect(texts()[0]).toBe('của tôi: bác sỹ')
  })

  it('keeps to the selection', async () => {
    const { ids, plan } = scene(captions)
    const selected = (selection: ImageSelection): TextTarget => ({ of: 'captions', selection })
    const count = async (selection: ImageSelection) =>
      (await plan(replace('sỹ', 'sĩ'), selected(selection))).changes
    expect(await count({ ids: ids.slice(0, 1) })).toBe(2)
    expect(await count({ filter: {}, except: ids.slice(0, 1) })).toBe(1)
    expect(await count({ filter: { text: 'kham' }, except: [] })).toBe(2)
  })

  it('takes a regular expression, and refuses one that is none or never ends', async () => {
    const { texts, plan, apply } = scene({ a: ['2 người', `${'a'.repeat(40)}!`] })
    const { id } = await plan(replace('(\\d+) người', '$1 bác sĩ', { regex: true }))
    await apply(id)
    expect(texts()[0]).toBe('2 bác sĩ')
    await expect(plan(replace('(', '', { regex: true }))).rejects.toMatchObject({
      code: 'bulk.bad-pattern',
      params: { pattern: '(', detail: 'Unterminated group' }
    })
    await expect(plan(replace('(a+)+$', '', { regex: true }))).rejects.toMatchObject({
      code: 'bulk.slow-pattern'
    })
  })

  it('refuses a replacement that makes texts grow without bound', async () => {
    const { plan } = scene({ a: ['a'.repeat(9000)], b: ['ngắn'] })
    for (const grown of ['$`'.repeat(400), 'x'.repeat(500)]) {
      await expect(plan(replace('(?:)', grown, { regex: true }))).rejects.toMatchObject({
        code: 'bulk.long-text'
      })
    }
    expect((await plan(replace('ngắn', 'dài'))).changes).toBe(1)
  })

  it('is out of date once another was made', async () => {
    const { library, plan, apply } = scene(captions)
    const { id } = await plan(replace('bác', 'x'))
    await plan(replace('y', 'x'))
    await expect(apply(id)).rejects.toMatchObject({ code: 'bulk.no-plan' })
    expect(() => pagePlan(library, id, all)).toThrow()
  })

  it('can be what the checks would put right', async () => {
    const { library, texts, plan, apply } = scene({
      a: ['người  ðàn ông', 'ngòai sân'],
      b: ['hòa bình']
    })
    setCheckStyles(library.write, { toneStyle: 'new' })
    const fix = (checks: string[]) => ({ kind: 'fix', checks }) as TextEdit
    expect((await plan(fix(['spaces']))).changes).toBe(1)
    await apply((await plan(fix(['spaces', 'foreign-letter', 'tone', 'tone-style']))).id)
    expect(texts()).toEqual(['người đàn ông', 'ngoài sân', 'hoà bình'])
  })

  it('leaves out what the checks are in doubt about, until somebody takes it in', async () => {
    const { library, texts, plan, apply } = scene({
      a: ['Bác sĩ hướng dẩn bệnh nhân'],
      b: ['Hai bạn tay trong tay'],
      c: ['Bênh nhân nằm trên giường']
    })
    const { id, changes } = await plan({ kind: 'fix', checks: ['word'] })
    const { rows, excluded } = pagePlan(library, id, all)
    expect(changes - excluded).toBe(1)
    expect(rows.find(({ after }) => after.startsWith('Bệnh nhân'))).toMatchObject({
      excluded: true
    })
    await apply(id)
    expect(texts()).toEqual([
      'Bác sĩ hướng dẫn bệnh nhân',
      'Hai bạn tay trong tay',
      'Bênh nhân nằm trên giường'
    ])
  })

  it('changes one side of pairs', async () => {
    const { library, plan, apply } = scene({})
    const pair = addPair(library.write, {
      english: 'a doctor',
      vietnamese: 'bác sỹ',
      split: 'train'
    })
    const target = { of: 'pairs', text: 'split:train', side: 'vietnamese' } as const
    await apply((await plan(replace('sỹ', 'sĩ'), target)).id)
    expect(getPair(library.read, pair.id)).toMatchObject({
      vietnamese: 'bác sĩ',
      english: 'a doctor'
    })
    await undoInSteps(library.write)
    expect(getPair(library.read, pair.id).vietnamese).toBe('bác sỹ')
  })
})

describe('an edit of many images', () => {
  it('sets the state of their captions, and leaves out rejected and blank ones when it accepts', async () => {
    const { library, ids, states, edit } = scene({ a: ['một', 'hai'], b: [], c: ['ba'] })
    await edit({ kind: 'status', status: 'rejected' }, { ids: ids.slice(2) })
    expect(await edit({ kind: 'status', status: 'accepted' })).toEqual({ changed: 1, skipped: 0 })
    expect(states()).toEqual(['accepted', 'empty', 'rejected'])
    await undoInSteps(library.write)
    expect(states()).toEqual(['draft', 'empty', 'rejected'])
    await edit({ kind: 'status', status: 'skipped' })
    expect(states()).toEqual(['skipped', 'skipped', 'skipped'])
    await undoInSteps(library.write)
    expect(states()).toEqual(['draft', 'empty', 'rejected'])
  })

  it('sets their split and their tags', async () => {
    const { library, edit } = scene({ a: [], b: [], c: [] })
    const total = (text: string) => pageImages(library.read, { text }, all).total
    await edit({ kind: 'split', split: 'test' })
    await edit({ kind: 'tags', add: ['xem lại', 'khó'], remove: [] })
    await edit({ kind: 'tags', add: [], remove: ['khó'] }, { filter: { text: 'a' }, except: [] })
    expect([total('split:test'), total('tag:"xem lại"'), total('tag:khó')]).toEqual([3, 3, 2])
    await undoInSteps(library.write)
    await undoInSteps(library.write)
    await undoInSteps(library.write)
    expect([total('split:train'), total('tag:"xem lại"')]).toEqual([3, 0])
  })

  it('moves a share of them to a split, at least one and not all', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}`, ['x']]))
    const { library, edit } = scene(many)
    const total = (text: string) => pageImages(library.read, { text }, all).total
    const training = { filter: { text: 'split:train' }, except: [] }
    const report = await edit({ kind: 'split', split: 'val', share: 0.05 }, training)
    expect([report.changed, total('split:val'), total('split:train')]).toEqual([3, 3, 57])
    await undoInSteps(library.write)
    expect(total('split:val')).toBe(0)
    await edit({ kind: 'split', split: 'val', share: 0.001 }, training)
    expect(total('split:val')).toBe(1)
  })

  it('removes captions or whole images, with a way back', async () => {
    const { library, ids, texts, edit } = scene({ a: ['một', 'hai'], b: ['ba'] })
    setSplit(library.write, ids, 'val')
    await edit({ kind: 'remove-captions' }, { ids: ids.slice(0, 1) })
    expect(texts()).toEqual(['ba'])
    await edit({ kind: 'remove-images' })
    expect(pageImages(library.read, {}, all).total).toBe(0)
    await undoInSteps(library.write)
    expect(texts()).toEqual(['ba'])
    await undoInSteps(library.write)
    expect(texts()).toEqual(['một', 'hai', 'ba'])
    expect(pageImages(library.read, { split: 'val' }, all).total).toBe(2)
  })

  it('stops where it is told to, and what was done is one undo', async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${i}`, ['x']]))
    const { library } = scene(many)
    const stop = new AbortController()
    const work = editImages(library, everything, { kind: 'split', split: 'test' }, 'person', {
      signal: stop.signal,
      onProgress: () => stop.abort()
    })
    await expect(work).rejects.toMatchObject({ code: 'engine.cancelled' })
    const moved = () => pageImages(library.read, { split: 'test' }, all).total
    expect(moved()).toBeGreaterThan(0)
    await undoInSteps(library.write)
    expect(moved()).toBe(0)
    expect(await undoInSteps(library.write)).toBeNull()
  })
})
