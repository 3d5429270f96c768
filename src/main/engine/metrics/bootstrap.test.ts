import { expect, it } from 'vitest'
import { benchCaptions } from '../server/bench/score-work'
import { philox, RandomStream } from '../../base/random'
import { corpusBleu } from './bleu'
import { bootstrapIntervals } from './bootstrap'
import { ciderSentences } from './cider-d'
import { corpusOf } from './corpus'
import { rougeSentences } from './rouge-l'
import { scoreCorpus } from './score-corpus'
import { mean, type ScoredItem } from './words'

const items = [...benchCaptions(23, 3, 7)]
const rougeL = (of: readonly ScoredItem[]) => mean([...rougeSentences(corpusOf(of))])
const ciderD = (of: readonly ScoredItem[]) => mean([...ciderSentences(corpusOf(of))])
const { rows, figures } = scoreCorpus(corpusOf(items))
const go = () => Promise.resolve()

it('scores a corpus as each metric does by itself', () => {
  const { bleu, average } = corpusBleu(items)
  expect(figures).toEqual({
    items: 23,
    references: 69,
    bleu,
    bleuAverage: average,
    rougeL: expect.closeTo(rougeL(items), 12),
    ciderD: expect.closeTo(ciderD(items), 12)
  })
})

it('draws items anew by the seed alone: a single round is the score of what was drawn', async () => {
  const drawn = items.map((_, place) => {
    const four = philox([place >> 2, 0, RandomStream.bootstrap, 0], [5, 0])
    return Math.floor(((four[place % 4] ?? 0) / 2 ** 32) * items.length)
  })
  const chosen = drawn.flatMap((index) => items[index] ?? [])
  const { bleu, average } = corpusBleu(chosen)
  const intervals = await bootstrapIntervals(rows, { rounds: 1, seed: 5 }, go)
  const both = (value: number) => [expect.closeTo(value, 12), expect.closeTo(value, 12)]
  expect(intervals).toMatchObject({
    bleu: bleu.map(both),
    bleuAverage: both(average),
    rougeL: both(rougeL(chosen))
  })
})

it('holds the figure itself, and most of what other draws give', async () => {
  const { bleu, ciderD: cider } = await bootstrapIntervals(rows, { rounds: 400, seed: 1 }, go)
  expect(bleu[0][0]).toBeLessThan(figures.bleu[0])
  expect(bleu[0][1]).toBeGreaterThan(figures.bleu[0])
  expect(cider[0]).toBeLessThan(figures.ciderD)
  expect(cider[1]).toBeGreaterThan(figures.ciderD)
  let inside = 0
  for (let seed = 100; seed < 200; seed++) {
    const { bleu: one } = await bootstrapIntervals(rows, { rounds: 1, seed }, go)
    if (one[0][0] >= bleu[0][0] && one[0][0] <= bleu[0][1]) inside += 1
  }
  expect(inside).toBeGreaterThan(85)
  expect(inside).toBeLessThan(100)
})

it('stops when it is told to', async () => {
  const stop = () => Promise.reject(new Error('stopped'))
  await expect(bootstrapIntervals(rows, { rounds: 2, seed: 1 }, stop)).rejects.toThrow('stopped')
})
