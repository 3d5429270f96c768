import { describe, expect, it } from 'vitest'
import { corpusBleu } from '../../src/main/engine/metrics/bleu'
import { ciderSentences } from '../../src/main/engine/metrics/cider-d'
import { corpusOf } from '../../src/main/engine/metrics/corpus'
import { rougeSentences } from '../../src/main/engine/metrics/rouge-l'
import { mean, type ScoredItem } from '../../src/main/engine/metrics/words'
import { readOracle } from '../fixtures/oracle'

interface Figures {
  ids?: number[]
  testlen: number
  reflen: number
  guess: number[]
  correct: number[]
  bleu: number[]
  bleu_average: number
  bleu_sentence: number[][]
  rouge_l: number
  rouge_l_sentence: number[]
  cider_d: number
  cider_d_sentence: number[]
}
interface Item extends ScoredItem {
  id: number
}
const oracle = readOracle<
  { items: Item[] } & Record<
    'all' | 'at_least_4_tokens' | 'single_empty_item' | 'hypotheses_equal_last_reference',
    Figures
  >
>('metrics.json')

const { items } = oracle
const { ids = [] } = oracle.at_least_4_tokens

/** Both sides sum float64 in another order: 1e-9 is far above that, far below any real slip. */
const near = (expected: number) => expect.closeTo(expected, 9)

describe.each<[string, Item[], Figures]>([
  ['all items', items, oracle.all],
  [
    'items of at least four words',
    items.filter(({ id }) => ids.includes(id)),
    oracle.at_least_4_tokens
  ],
  [
    'a single empty item',
    items.filter(({ hypothesis }) => hypothesis === '').slice(0, 1),
    oracle.single_empty_item
  ],
  [
    'hypotheses equal to a reference',
    items.map((item) => ({ ...item, hypothesis: item.references.at(-1) ?? '' })),
    oracle.hypotheses_equal_last_reference
  ]
])('metrics of %s', (_name, subset, figures) => {
  it('has COCO BLEU', () => {
    expect(corpusBleu(subset)).toEqual({
      bleu: figures.bleu.map(near),
      average: near(figures.bleu_average),
      correct: figures.correct,
      guess: figures.guess,
      hypothesisLength: figures.testlen,
      referenceLength: figures.reflen
    })
    const sentences = subset.map((item) => corpusBleu([item]).bleu)
    expect(sentences).toEqual(figures.bleu_sentence.map((bleu) => bleu.map(near)))
  })

  it('has ROUGE-L', () => {
    const scores = [...rougeSentences(corpusOf(subset))]
    expect(scores).toEqual(figures.rouge_l_sentence.map(near))
    expect(mean(scores)).toEqual(near(figures.rouge_l))
  })

  it('has CIDEr-D', () => {
    const scores = [...ciderSentences(corpusOf(subset))]
    expect(scores).toEqual(figures.cider_d_sentence.map(near))
    expect(mean(scores)).toEqual(near(figures.cider_d))
  })
})
