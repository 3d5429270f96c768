import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Pair } from '../../../shared/domain'
import { workbench } from '../../test/memory-workbench'
import { createPairDraft } from './pair-draft'
import { recoverPairs, unsavedPairs } from './unsaved-pairs'

vi.mock('../../api/client', async () => ({
  api: (await import('../../test/memory-workbench')).workbench.api
}))

const LIBRARY = '/library'
const unsaved = unsavedPairs(LIBRARY)

beforeEach(() => {
  workbench.reset()
  localStorage.clear()
})

const setUp = () => {
  const pair = workbench.addPair('a cat', 'con mèo')
  const draft = createPairDraft(pair, unsaved, () => undefined)
  const now = (): Pair => {
    const found = workbench.pairs.find(({ id }) => id === pair.id)
    if (!found) throw new Error('The pair is gone.')
    return found
  }
  return {
    pair,
    draft,
    now,
    elsewhere: (change: Partial<Pair>) => workbench.putPair(pair.id, change)
  }
}

it('saves both sides when it is flushed before typing has rested', async () => {
  const { draft, now } = setUp()
  draft.english.edit('a black cat')
  draft.vietnamese.edit('con mèo đen')
  expect(await draft.flush()).toBe(true)
  expect(now()).toMatchObject({ english: 'a black cat', vietnamese: 'con mèo đen', version: 3 })
})

it('keeps both sides where they cannot be saved, and saves them later', async () => {
  const { draft, now } = setUp()
  workbench.cut = 'request'
  draft.english.edit('a dog')
  draft.vietnamese.edit('con chó')
  expect(await draft.flush()).toBe(false)
  expect(draft.mark.value).toBe('error')
  workbench.cut = null
  expect(await draft.flush()).toBe(true)
  expect(now()).toMatchObject({ english: 'a dog', vietnamese: 'con chó' })
})

it('saves a side over a change of the other one, and keeps that change', async () => {
  const { draft, now, elsewhere } = setUp()
  draft.vietnamese.edit('con mèo đen')
  const theirs = elsewhere({ english: 'a black cat' })
  expect(await draft.flush()).toBe(false)
  await draft.follow(theirs)
  expect(now()).toMatchObject({ english: 'a black cat', vietnamese: 'con mèo đen' })
  expect(draft.english.text.value).toBe('a black cat')
  expect(draft.mark.value).toBe('saved')
})

it.each(['mine', 'theirs'] as const)(
  'keeps both texts of one side until somebody has chosen %s',
  async (choice) => {
    const { draft, now, elsewhere } = setUp()
    draft.vietnamese.edit('của tôi')
    await draft.follow(elsewhere({ vietnamese: 'của họ' }))
    expect(await draft.flush()).toBe(false)
    expect(draft.conflict.value).toBe(true)
    expect(draft.vietnamese.text.value).toBe('của tôi')
    expect(now().vietnamese).toBe('của họ')
    await draft.resolveConflict(choice)
    expect(await draft.flush()).toBe(true)
    const chosen = choice === 'mine' ? 'của tôi' : 'của họ'
    expect([now().vietnamese, draft.vietnamese.text.value]).toEqual([chosen, chosen])
    expect(draft.conflict.value).toBe(false)
  }
)

it('is in no conflict with its own save whose answer got lost', async () => {
  const { draft, now } = setUp()
  workbench.cut = 'answer'
  draft.vietnamese.edit('con mèo đen')
  expect(await draft.flush()).toBe(false)
  workbench.cut = null
  await draft.follow(now())
  expect(draft.mark.value).toBe('saved')
  draft.vietnamese.edit('con mèo đen nhỏ')
  expect(await draft.flush()).toBe(true)
  expect(now().vietnamese).toBe('con mèo đen nhỏ')
})

it('takes no echo of its own save for a change of somebody else', async () => {
  const { draft, now } = setUp()
  draft.vietnamese.edit('một')
  const release = workbench.hold('pairs.save')
  const flushed = draft.flush()
  draft.vietnamese.edit('một hai')
  release()
  await flushed
  await draft.follow({ ...now(), vietnamese: 'một', version: 2 })
  expect(draft.vietnamese.text.value).toBe('một hai')
  expect(now().vietnamese).toBe('một hai')
})

it('is merged, each side with what was made of it elsewhere', async () => {
  const { draft, now, elsewhere } = setUp()
  draft.vietnamese.edit('con mèo đen')
  await draft.follow(elsewhere({ english: 'two cats', vietnamese: 'hai con mèo' }))
  expect(draft.conflict.value).toBe(true)
  await draft.resolveConflict('merge')
  expect(now()).toMatchObject({ english: 'two cats', vietnamese: 'hai con mèo đen' })
})

describe('a pair that is being added', () => {
  const add = () => createPairDraft(null, unsaved, () => undefined)

  it('is stored once, when both sides are filled', async () => {
    const draft = add()
    draft.english.edit('a cat')
    expect(await draft.flush()).toBe(false)
    expect([workbench.pairs, draft.mark.value, draft.problem.value]).toEqual([[], 'unsaved', null])
    draft.vietnamese.edit('con mèo')
    expect(await draft.flush()).toBe(true)
    draft.vietnamese.edit('con mèo đen')
    expect(await draft.flush()).toBe(true)
    expect(workbench.pairs).toMatchObject([{ english: 'a cat', vietnamese: 'con mèo đen' }])
    expect(unsaved.all()).toEqual([])
  })

  it('is there again with the side that was written, until it is given up', () => {
    add().english.edit('a cat')
    const again = add()
    expect(again.english.text.value).toBe('a cat')
    again.discard()
    expect(add().english.text.value).toBe('')
  })
})

describe('what was not stored when the tab closed', () => {
  it('is stored later, without its pair being opened', async () => {
    const { draft, now } = setUp()
    workbench.cut = 'request'
    draft.vietnamese.edit('con mèo đen')
    await draft.flush()
    draft.release()
    workbench.cut = null
    await recoverPairs(LIBRARY)
    expect(now()).toMatchObject({ english: 'a cat', vietnamese: 'con mèo đen' })
    expect(unsaved.all()).toEqual([])
  })

  it('is a conflict in the editor of a pair that was changed elsewhere', async () => {
    const { draft, now, elsewhere } = setUp()
    draft.vietnamese.edit('của tôi')
    draft.release()
    elsewhere({ vietnamese: 'của họ' })
    await recoverPairs(LIBRARY)
    expect(now().vietnamese).toBe('của họ')
    const again = createPairDraft(now(), unsaved, () => undefined)
    await expect.poll(() => again.conflict.value).toBe(true)
    expect(again.vietnamese.text.value).toBe('của tôi')
    expect(again.theirs.value?.vietnamese).toBe('của họ')
  })

  it('is added again where its pair was removed', async () => {
    const { draft } = setUp()
    draft.vietnamese.edit('con mèo đen')
    draft.release()
    workbench.pairs = []
    await recoverPairs(LIBRARY)
    expect(workbench.pairs).toMatchObject([{ english: 'a cat', vietnamese: 'con mèo đen' }])
  })
})
