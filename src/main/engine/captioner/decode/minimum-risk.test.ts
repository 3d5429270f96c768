import { expect, it } from 'vitest'
import { corpusBleu } from '../../metrics/bleu'
import { ciderSentences } from '../../metrics/cider-d'
import { corpusOf } from '../../metrics/corpus'
import { DocumentFrequencies } from '../../metrics/document-frequencies'
import { bleuPairs, ciderPairs } from '../../metrics/pairwise'
import { splitWords } from '../../metrics/words'
import { minimumRisk } from './minimum-risk'

const texts = [
  'một bác sĩ đang khám bệnh .',
  'một y tá đang khám bệnh cho em bé .',
  'hai y tá đang rửa tay .',
  'một bác sĩ đang đang khám cho một em bé .',
  ''
]
const words = texts.map(splitWords)
const documents = [
  ['một bác sĩ đang khám bệnh .', 'bác sĩ khám bệnh .'],
  ['hai y tá .', 'y tá đang rửa tay .'],
  ['một em bé .']
]

it('scores pairs by BLEU as the corpus figure of one item', () => {
  const scores = bleuPairs(words)
  texts.forEach((hypothesis, i) => {
    texts.forEach((reference, j) => {
      const { average } = corpusBleu([{ hypothesis, references: [reference] }])
      expect(scores[i]?.[j]).toBeCloseTo(average, 12)
    })
  })
})

it('scores pairs by CIDEr-D as the metric, where the documents are its own', () => {
  const items = texts.map((hypothesis, i) => ({
    hypothesis,
    references: [texts[(i + 1) % texts.length] ?? '']
  }))
  const frequencies = new DocumentFrequencies()
  for (const { references } of items) frequencies.add(references.map(splitWords))
  const scores = ciderPairs(frequencies)(words)
  ciderSentences(corpusOf(items)).forEach((score, i) => {
    expect(scores[i]?.[(i + 1) % texts.length]).toBeCloseTo(score, 10)
  })
})

it('scores a caption by CIDEr-D against itself with 10, and weighs all alike without documents', () => {
  const frequencies = new DocumentFrequencies()
  for (const captions of documents) frequencies.add(captions.map(splitWords))
  expect(ciderPairs(frequencies)(words)[1]?.[1]).toBeCloseTo(10, 10)
  const plain = ciderPairs(new DocumentFrequencies())([
    ['a', 'b'],
    ['a', 'c']
  ])
  // Half of the words are shared, no longer n-gram is: 10 · (1/2 + 0 + 0 + 0) / 4.
  expect(plain[0]?.[1]).toBeCloseTo(1.25, 12)
})

it.each(['probability', 'equal'] as const)('finds the least risk, by %s, as by hand', (weights) => {
  const sums = [-1, -1.2, -3, -0.9, -5]
  const frequencies = new DocumentFrequencies()
  for (const captions of documents) frequencies.add(captions.map(splitWords))
  for (const score of [bleuPairs, ciderPairs(frequencies)]) {
    const shares = sums.map((sum) => (weights === 'equal' ? 1 : Math.exp(sum)))
    const whole = shares.reduce((a, b) => a + b, 0)
    const table = score(words)
    const risks = texts.map((_, i) =>
      texts.reduce((risk, _one, j) => risk - ((shares[j] ?? 0) / whole) * (table[i]?.[j] ?? 0), 0)
    )
    const wanted = risks.indexOf(Math.min(...risks))
    const found = sums.map((sum) => ({ sum }))
    expect(minimumRisk(found, words, score, weights)).toBe(wanted)
  }
})

it('prefers what most candidates agree on to the most probable one, unless that is far more probable', () => {
  const candidates = ['a b c d', 'w x y z', 'w x y z a', 'w x y z b'].map(splitWords)
  const choose = (first: number): number =>
    minimumRisk(
      [first, -3, -3.1, -3.2].map((sum) => ({ sum })),
      candidates,
      bleuPairs,
      'probability'
    )
  expect(choose(-2.5)).toBe(1)
  expect(choose(0)).toBe(0)
})
