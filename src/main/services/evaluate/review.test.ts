import { expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import type { ReviewOrder } from '../../../shared/domain'
import { listCaptions, setCaptionStatus } from '../../store/captions/captions'
import { keepEvaluated, type EvaluatedImage } from '../../store/runs/evaluations'
import { insertJob } from '../../store/jobs/jobs'
import { redoInSteps, undoInSteps } from '../../store/core/undo'
import { settleCaption } from './review'

function evaluated() {
  const library = tempLibrary()
  const ids = addImages(library, { 'a.jpg': ['Một .'], 'b.jpg': ['Hai .'], 'c.jpg': ['Ba .'] })
  const { id: jobId } = insertJob(library.write, 'evaluate', {})
  const images = ids.map((imageId, place): EvaluatedImage => {
    const { id: captionId, text } = only(listCaptions(library.read, imageId))
    const figures = { score: -place, bleu: 0.5, rougeL: place === 1 ? 0.1 : 0.9, ciderD: 1 }
    const captions = [{ captionId, text, loss: 3 - place, misfit: place }]
    return { imageId, text: 'Máy .', ...figures, captions }
  })
  keepEvaluated(library.write, jobId, images)
  return { library, jobId }
}

it('ranks images by misfit, loss, disagreement and confidence', async () => {
  const { library, jobId } = evaluated()
  const names = async (order: ReviewOrder) => {
    const rows = await library.reader.ask('pageReview', jobId, order, { offset: 0, limit: 2 })
    return rows.map((row) => row.imageName)
  }
  expect(await names('misfit')).toEqual(['c.jpg', 'b.jpg'])
  expect(await names('loss')).toEqual(['a.jpg', 'b.jpg'])
  expect((await names('disagreement'))[0]).toBe('b.jpg')
  expect(await names('confidence')).toEqual(['c.jpg', 'b.jpg'])
})

it('accepts, corrects and rejects; what was undone is open again', async () => {
  const { library, jobId } = evaluated()
  const rows = await library.reader.ask('pageReview', jobId, 'loss', { offset: 0, limit: 3 })
  const [first, second, third] = rows.map(({ captions }) => only(captions))
  if (!first?.now || !second?.now || !third?.now) throw new Error('there are three')
  const settle = (
    { captionId, now }: typeof first,
    finding: Parameters<typeof settleCaption>[1]['finding']
  ) =>
    settleCaption(library, { jobId, captionId, version: now?.version ?? 0, finding }, 'person')
      .captions
  expect(settle(first, { verdict: 'right' })).toMatchObject([
    { state: 'right', now: { status: 'accepted' } }
  ])
  expect(settle(third, { verdict: 'rejected' })).toMatchObject([{ state: 'rejected' }])
  expect(settle(second, { verdict: 'corrected', text: 'Hai người .' })).toMatchObject([
    { state: 'corrected', judged: 'Hai .', now: { text: 'Hai người .', status: 'accepted' } }
  ])
  expect(() => settle(second, { verdict: 'right' })).toThrow(/changed/)
  expect(await library.reader.ask('countReview', jobId)).toEqual({
    open: 0,
    right: 1,
    corrected: 1,
    rejected: 1,
    removed: 0
  })
  await undoInSteps(library.write)
  expect(await library.reader.ask('countReview', jobId)).toMatchObject({ open: 1, corrected: 0 })
})

it('takes back and does again what was found of a caption that was accepted before', async () => {
  const { library, jobId } = evaluated()
  const [item] = await library.reader.ask('pageReview', jobId, 'loss', { offset: 0, limit: 1 })
  const first = only(item?.captions ?? [])
  setCaptionStatus(library.write, first.captionId, 'accepted')
  const state = async () => {
    const rows = await library.reader.ask('pageReview', jobId, 'loss', { offset: 0, limit: 1 })
    const { state, now } = only(rows[0]?.captions ?? [])
    return [state, now?.status]
  }
  const version = (first.now?.version ?? 0) + 1
  const finding = { verdict: 'right' } as const
  settleCaption(library, { jobId, captionId: first.captionId, version, finding }, 'person')
  expect(await state()).toEqual(['right', 'accepted'])
  await undoInSteps(library.write)
  expect(await state()).toEqual(['open', 'accepted'])
  await redoInSteps(library.write)
  expect(await state()).toEqual(['right', 'accepted'])
})

it('knows the first image in an order with something open', async () => {
  const { library, jobId } = evaluated()
  const first = () => library.reader.ask('firstOpenReview', jobId, 'loss')
  const rows = await library.reader.ask('pageReview', jobId, 'loss', { offset: 0, limit: 3 })
  const places: (number | null)[] = []
  for (const { captions } of rows) {
    places.push(await first())
    const { captionId, now } = only(captions)
    const version = now?.version ?? 0
    settleCaption(library, { jobId, captionId, version, finding: { verdict: 'right' } }, 'person')
  }
  expect([...places, await first()]).toEqual([0, 1, 2, null])
})

it('knows where an image stands in an order', async () => {
  const { library, jobId } = evaluated()
  const rows = await library.reader.ask('pageReview', jobId, 'loss', { offset: 0, limit: 3 })
  const placeOf = (imageId: number) => library.reader.ask('placeInReview', jobId, 'loss', imageId)
  expect(await Promise.all(rows.map(({ imageId }) => placeOf(imageId)))).toEqual([0, 1, 2])
  expect(await placeOf(999)).toBeNull()
})
