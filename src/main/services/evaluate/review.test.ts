import { expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import type { ReviewOrder } from '../../../shared/domain'
import { listCaptions } from '../../store/captions'
import { keepEvaluated, type EvaluatedImage } from '../../store/evaluations'
import { insertJob } from '../../store/jobs'
import { undo } from '../../store/undo'
import { pageReview, reviewCounts, settleCaption } from './review'

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

it('ranks pictures by misfit, loss, disagreement and confidence', async () => {
  const { library, jobId } = evaluated()
  const names = async (order: ReviewOrder) => {
    const { rows } = await pageReview(library, { jobId, order, offset: 0, limit: 2 })
    return rows.map((row) => row.imageName)
  }
  expect(await names('misfit')).toEqual(['c.jpg', 'b.jpg'])
  expect(await names('loss')).toEqual(['a.jpg', 'b.jpg'])
  expect((await names('disagreement'))[0]).toBe('b.jpg')
  expect(await names('confidence')).toEqual(['c.jpg', 'b.jpg'])
})

it('accepts, corrects and rejects; what was undone is open again', async () => {
  const { library, jobId } = evaluated()
  const { rows } = await pageReview(library, { jobId, order: 'loss', offset: 0, limit: 3 })
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
  expect(await reviewCounts(library, jobId)).toEqual({
    open: 0,
    right: 1,
    corrected: 1,
    rejected: 1,
    removed: 0
  })
  undo(library.write)
  expect(await reviewCounts(library, jobId)).toMatchObject({ open: 1, corrected: 0 })
})
