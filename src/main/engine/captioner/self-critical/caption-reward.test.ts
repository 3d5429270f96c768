import { expect, it } from 'vitest'
import { corpusBleu } from '../../metrics/bleu'
import { ciderSentences } from '../../metrics/cider-d'
import { corpusOf } from '../../metrics/corpus'
import { splitWords } from '../../metrics/words'
import { CaptionReward } from './caption-reward'

const images = [
  ['một bác sĩ đang khám bệnh', 'bác sĩ khám cho một em bé nhỏ'],
  ['hai y tá đang rửa tay', 'y tá rửa tay'],
  ['một cụ già ngồi']
]
const written = ['một bác sĩ khám một em bé', 'hai y tá đang đang ngồi', 'một cụ']
/** A word that stands for the end, as the reward has one. */
const ended = (text: string) => `${text} END`

it('gives CIDEr-D and BLEU as the metrics have them, the end of a caption being a word', () => {
  const items = written.map((text, at) => ({
    hypothesis: ended(text),
    references: (images[at] ?? []).map(ended)
  }))
  const ciders = ciderSentences(corpusOf(items))
  const reward = new CaptionReward(images, { cider: 1, bleu: 0 }, splitWords)
  const mixed = new CaptionReward(images, { cider: 0.5, bleu: 3 }, splitWords)
  written.forEach((text, at) => {
    const judges = reward.judges(images[at] ?? [])
    expect(reward.of({ text, stopped: true }, judges)).toBeCloseTo(ciders[at] ?? Number.NaN, 10)
    const bleu = corpusBleu(items.slice(at, at + 1)).average
    const sum = 0.5 * (ciders[at] ?? Number.NaN) + 3 * bleu
    expect(mixed.of({ text, stopped: true }, judges)).toBeCloseTo(sum, 10)
  })
})

it('gives less for a caption that breaks off where those of people end', () => {
  const reward = new CaptionReward(images, { cider: 1, bleu: 0 }, splitWords)
  const judges = reward.judges(images[1] ?? [])
  const text = 'hai y tá đang rửa tay'
  expect(reward.of({ text, stopped: true }, judges)).toBeGreaterThan(
    1.1 * reward.of({ text, stopped: false }, judges)
  )
})
