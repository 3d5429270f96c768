import { expect, it } from 'vitest'
import { only } from '../../../test/fixtures/temp-library'
import type { Role } from '../../shared/domain'
import { rolesOf } from '../../shared/roles'
import { setReviewSettings } from '../store/captions/review-rule'
import { GIVEN, inputs, scene, SECRET, withRuns } from './test/blind-scene'

type Procedure = (input: unknown) => Promise<unknown>
const isStream = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

/** All that a procedure answers with, or why it refuses, as one text. */
async function answerOf(client: unknown, name: string, input: unknown): Promise<string> {
  const [area = '', procedure = ''] = name.split('.')
  const call = (client as Record<string, Record<string, Procedure>>)[area]?.[procedure]
  if (!call) throw new Error(`there is no ${name}`)
  try {
    const answer = await call(input)
    if (!isStream(answer)) return JSON.stringify(answer ?? null)
    const parts: unknown[] = []
    for await (const part of answer) parts.push(part)
    return JSON.stringify(parts)
  } catch (error) {
    return `refused: ${JSON.stringify((error as { data?: unknown }).data)}`
  }
}

const forAnnotators = Object.entries(rolesOf).flatMap(([area, names]) =>
  Object.entries(names)
    .filter(([, role]) => role.startsWith('annotator'))
    .map(([name]) => `${area}.${name}`)
)
const tellsNothing = (answer: string) => !answer.includes(SECRET) && !answer.includes('Lân')

it('no procedure that annotators may call tells what others wrote', async () => {
  const made = await scene()
  const all = inputs(made, withRuns(made))
  expect(Object.keys(all)).toEqual(forAnnotators)
  const told: string[] = []
  for (const [name, input] of Object.entries(all)) {
    if (name === 'events.watch') continue
    const answer = await answerOf(made.call('Minh', 'annotator'), name, input)
    if (!tellsNothing(answer)) told.push(`${name}: ${answer.slice(0, 300)}`)
  }
  expect(told).toEqual([])
})

it('the same questions of a reviewer find what Lân wrote, so that they could have', async () => {
  const made = await scene()
  const all = inputs(made, withRuns(made))
  const tells = async (name: string) =>
    !tellsNothing(await answerOf(made.call('Thu', 'reviewer'), name, all[name]))
  const telling = [
    ...['images.page', 'images.get', 'captions.history', 'captions.imageHistory'],
    ...['filters.values', 'similar.colours', 'statistics.library', 'statistics.vocabulary'],
    ...['runs.samples', 'compare.data', 'checker.find']
  ]
  for (const name of telling) expect([name, await tells(name)]).toEqual([name, true])
})

it('an annotator finds, counts and sees states of their own captions and of what came with the data', async () => {
  const { call, imageId, other } = await scene()
  const { images, statistics, library } = call('Minh', 'annotator')
  const found = async (text: string) =>
    (await images.page({ filter: { text }, offset: 0, limit: 9 })).rows.map(({ id }) => id)
  expect(await found(SECRET)).toEqual([])
  expect(await found(`-"${SECRET} một"`)).toEqual([imageId, other])
  expect(await found('by:Lân OR reviewed-by:Lân OR note:open')).toEqual([])
  expect(await found('của')).toEqual([imageId])
  expect(await found(`"${GIVEN}"`)).toEqual([imageId])
  expect(await found('status:empty')).toEqual([other])
  expect(await found('status:accepted')).toEqual([])
  const { rows } = await images.page({ filter: {}, offset: 0, limit: 9 })
  expect(rows.map(({ state, captionCount }) => [state, captionCount])).toEqual([
    ['draft', 2],
    ['empty', 0]
  ])
  expect((await statistics.library()).states).toContainEqual({ name: 'empty', count: 1 })
  expect((await statistics.vocabulary()).frequent.map(({ word }) => word)).not.toContain(SECRET)
  expect((await library.state()).library?.counts.captions).toBe(2)
})

it('an annotator is not told what others are given, nor how far they are', async () => {
  const { call } = await scene()
  const found = async (name: string, role: Role, text: string) =>
    (await call(name, role).images.page({ filter: { text }, offset: 0, limit: 9 })).total
  const ofLan = 'assigned:Lân OR open-for:Lân OR done-by:Lân OR skipped-by:Lân'
  expect(await found('Thu', 'reviewer', ofLan)).toBeGreaterThan(0)
  expect(await found('Minh', 'annotator', ofLan)).toBe(0)
  const { lists } = await call('Minh', 'annotator').workLists.mine()
  expect(await found('Minh', 'annotator', 'list:"Đợt 1"')).toBe(only(lists).open)
  expect(await found('Minh', 'annotator', 'mine:open')).toBe(only(lists).open)
})

it('what came with the data can be hidden too', async () => {
  const { call, imageId } = await scene('all')
  const { images, captions } = call('Minh', 'annotator')
  expect(only((await images.get({ id: imageId })).captions).text).toBe('của tôi .')
  expect(JSON.stringify(await captions.imageHistory({ imageId }))).not.toContain(GIVEN)
  expect((await images.page({ filter: { text: GIVEN }, offset: 0, limit: 9 })).total).toBe(0)
})

it('is for annotators of a team: others see all, and so does everybody while it is off', async () => {
  const { call, imageId, library } = await scene()
  const count = async (name: string, role: Role) =>
    (await call(name, role).images.get({ id: imageId })).captions.length
  expect(await count('Thu', 'reviewer')).toBe(3)
  expect(await count('Minh', 'annotator')).toBe(2)
  setReviewSettings(library.write, { otherReviewer: false, blind: 'off' })
  expect(await count('Minh', 'annotator')).toBe(3)
})

it('to change what came with the data makes a caption of one’s own beside it', async () => {
  const { call, imageId } = await scene()
  const hoa = call('Hoa', 'annotator')
  const texts = async (name: string) =>
    (await call(name, 'annotator').images.get({ id: imageId })).captions.map(({ text }) => text)
  const [given] = (await hoa.images.get({ id: imageId })).captions
  if (!given) throw new Error('a caption came with the data')
  const { id, version } = given
  const refusal = { data: { code: 'caption.not-own' } }
  await expect(hoa.captions.remove({ id })).rejects.toMatchObject(refusal)
  await expect(hoa.captions.setStatus({ id, status: 'rejected' })).rejects.toMatchObject(refusal)
  const saved = await hoa.captions.save({ id, imageId, text: 'mới .', version })
  expect(saved).toMatchObject({ author: 'Hoa', text: 'mới .' })
  expect(saved.id).not.toBe(id)
  expect(await texts('Hoa')).toEqual([`${GIVEN} .`, 'mới .'])
  expect(await texts('Minh')).toEqual([`${GIVEN} .`, 'của tôi .'])
})

it('accepting, skipping and moving count what is in view', async () => {
  const { call, imageId, other } = await scene()
  const hoa = call('Hoa', 'annotator')
  const state = async (id: number) => (await hoa.images.get({ id })).state
  await hoa.captions.settle({ imageId: other, ids: [], status: 'skipped' })
  expect(await state(other)).toBe('skipped')
  expect((await call('Minh', 'annotator').images.get({ id: other })).state).toBe('empty')
  const ids = (await hoa.images.get({ id: imageId })).captions.map(({ id }) => id)
  const settled = await hoa.captions.settle({ imageId, ids, status: 'accepted' })
  expect(settled.map(({ author, status }) => [author, status])).toEqual([
    [null, 'draft'],
    ['Hoa', 'accepted']
  ])
  const { id } = settled[1] ?? { id: 0 }
  expect((await hoa.captions.move({ id, to: 0 })).map((caption) => caption.id)).toEqual([
    id,
    ids[0]
  ])
  expect(await state(imageId)).toBe('accepted')
  await hoa.captions.undo()
  await hoa.captions.undo()
  expect(await state(imageId)).toBe('draft')
})

it('events tell nothing of what runs and captioning jobs hold', async () => {
  const { call, workbench, imageId } = await scene()
  const heard: string[] = []
  const controller = new AbortController()
  const events = await call('Minh', 'annotator').events.watch(undefined, {
    signal: controller.signal
  })
  const at = { step: 1, epoch: 1, imageId, imageName: 'a.jpg', text: 'máy .' }
  workbench.events.emit({
    type: 'sample',
    runId: 'run-0001',
    sample: { ...at, references: [SECRET] }
  })
  workbench.events.emit({ type: 'data', entity: 'captions' })
  for await (const event of events) {
    heard.push(event.type)
    if (event.type === 'data') break
  }
  controller.abort()
  expect(heard).toEqual(['data'])
})
