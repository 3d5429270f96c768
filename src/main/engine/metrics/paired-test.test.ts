import { expect, it } from 'vitest'
import { benchCaptions } from '../server/bench/score-work'
import { corpusOf } from './corpus'
import { pairedTest } from './paired-test'
import { scoreCorpus } from './score-corpus'

const items = [...benchCaptions(60, 2, 3)]
const rowsOf = (some: typeof items) => scoreCorpus(corpusOf(some))
const go = () => Promise.resolve()
const base = rowsOf(items)

it('finds no difference between a system and itself', async () => {
  const found = await pairedTest(base.rows, base.rows, { rounds: 50, seed: 1 }, go)
  expect(found.bleuAverage).toEqual({ value: 0, interval: [0, 0], p: 1 })
  expect(found.ciderD.p).toBe(1)
})

it('finds a system better that says what people say', async () => {
  const good = rowsOf(
    items.map((item) => ({ ...item, hypothesis: item.references[0] ?? item.hypothesis }))
  )
  const { bleuAverage, rougeL } = await pairedTest(
    base.rows,
    good.rows,
    { rounds: 200, seed: 1 },
    go
  )
  expect(bleuAverage.value).toBeCloseTo(good.figures.bleuAverage - base.figures.bleuAverage, 12)
  expect(rougeL.value).toBeCloseTo(good.figures.rougeL - base.figures.rougeL, 12)
  expect(bleuAverage.interval[0]).toBeGreaterThan(0)
  expect(bleuAverage.p).toBe(1 / 201)
})

it('doubts a difference of a single item: each swap gives as large a one', async () => {
  const [first, ...rest] = items
  if (!first) throw new Error('there are items')
  const other = rowsOf([{ ...first, hypothesis: first.references[0] ?? '' }, ...rest])
  const found = await pairedTest(base.rows, other.rows, { rounds: 100, seed: 1 }, go)
  expect(found.rougeL.value).toBeGreaterThan(0)
  expect(found.rougeL.p).toBe(1)
})
