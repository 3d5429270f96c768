import { expect, it } from 'vitest'
import { textAgreement } from '../../../base/text-agreement'
import { splitWords } from '../words'
import { captionAgreement } from './caption-agreement'
import { stateAgreement } from './state-agreement'

const go = () => Promise.resolve()
const draws = { rounds: 200, seed: 7 }
/** Captions as `person: text`. */
const image = (...captions: string[]) =>
  captions.map((caption) => {
    const [person = '', text = ''] = caption.split(': ')
    return { person, text }
  })
const agreementOf = (...images: ReturnType<typeof image>[]) =>
  captionAgreement(images, splitWords, draws, go)

it('chrF2 of two texts is the mean of both directions', () => {
  // F2 of "ab" against "a": precision 1/2, recall 1; the other way round: precision 1, recall 1/2.
  const [there, back] = [2.5 / 3, 2.5 / 4.5]
  expect(textAgreement(image('Lan: ab', 'Minh: a'))).toBeCloseTo((there + back) / 2, 12)
  expect(textAgreement(image('Lan: ab', 'Minh: ab'))).toBe(1)
  expect(textAgreement(image('Lan: ab', 'Minh: cd'))).toBe(0)
  expect(textAgreement(image('Lan: ab', 'Lan: cd'))).toBeNull()
})

it('each pair of people counts once, however many captions they wrote', () => {
  const three = image('Lan: ab', 'Lan: ab', 'Minh: ab', 'Thu: cd')
  expect(textAgreement(three)).toBeCloseTo(1 / 3, 12)
})

it('CIDEr-D by hand: documents are images, also those of one person', async () => {
  const found = await agreementOf(
    // All words are in one of two documents, so that all weigh alike: cosine 1/2 for words, 0 for pairs of words.
    image('Lan: một hai', 'Minh: một ba'),
    image('Lan: bốn')
  )
  expect(found).toMatchObject({ images: 1, documents: 2, pairCount: 1 })
  expect(found.ciderD?.value).toBeCloseTo((10 * 0.5) / 4, 12)
  // In every document: the word weighs nothing, and the pairs of words differ.
  const common = await agreementOf(image('Lan: một hai', 'Minh: một ba'), image('Lan: một'))
  expect(common.ciderD?.value).toBe(0)
})

it('tells pairs of people apart, with the images that both have', async () => {
  const { pairs, images, ciderD } = await agreementOf(
    image('Minh: một hai', 'Lan: một hai'),
    image('Lan: ba bốn', 'Minh: ba bốn', 'Thu: năm sáu'),
    image('Thu: bảy')
  )
  const facts = pairs.map(({ first, second, images: n, ciderD: { value } }) => [
    ...[first, second, n, Math.round(100 * value) / 100]
  ])
  // The same two words: cosine 1 for words and for pairs of words, of four orders.
  expect(facts).toEqual([
    ['Lan', 'Minh', 2, 5],
    ['Lan', 'Thu', 1, 0],
    ['Minh', 'Thu', 1, 0]
  ])
  expect(images).toBe(2)
  expect(ciderD?.value).toBeCloseTo((5 + 5 / 3) / 2, 12)
})

it('intervals depend on the seed alone, hold the mean, and are a point where nothing varies', async () => {
  const words = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám']
  const images = words.map((word, place) =>
    image(`Lan: ${word} x`, `Minh: ${place % 2 ? word : 'khác'} x`)
  )
  const [once, again] = [await agreementOf(...images), await agreementOf(...images)]
  expect(again).toEqual(once)
  const { value, interval } = once.chrf ?? { value: 0, interval: [0, 0] }
  expect(interval[0]).toBeLessThan(value)
  expect(interval[1]).toBeGreaterThan(value)
  const same = await agreementOf(image('Lan: a', 'Minh: a'), image('Lan: b', 'Minh: b'))
  expect(same.chrf).toEqual({ value: 100, interval: [100, 100] })
})

it('has no figures where no image has two people', async () => {
  expect(await agreementOf(image('Lan: một'))).toEqual({
    ...{ images: 0, documents: 1, ciderD: null, chrf: null, pairs: [], pairCount: 0 }
  })
})

it('of a person’s judgements of one caption the last one counts', async () => {
  const judged = (unit: string, person: string, state: string) => ({ unit, person, state })
  const judgements = [
    judged('1', 'Thu', 'rejected'),
    judged('1', 'Thu', 'accepted'),
    judged('1', 'Hoa', 'accepted'),
    judged('2', 'Thu', 'rejected'),
    judged('2', 'Hoa', 'rejected'),
    judged('3', 'Hoa', 'rejected')
  ]
  expect(await stateAgreement(judgements, draws, go)).toEqual({
    ...{ captions: 2, people: 2, alpha: 1, interval: [1, 1] }
  })
  expect(await stateAgreement([], draws, go)).toMatchObject({ captions: 0, alpha: null })
})
