import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { RunConfig } from '../../../../shared/domain'
import {
  addSentenceNoise,
  conditionItems,
  normalized,
  spreadOf,
  withNoiseOf
} from './embedding-conditioning'
import type { TaskExample } from './examples'
import type { EmbeddedItem } from './run-inputs'

const caption = (embedding: number[], split: 'train' | 'val' = 'train'): EmbeddedItem => ({
  kind: 'caption',
  split,
  captionId: 1,
  imageId: 1,
  imageName: 'a.jpg',
  row: 0,
  text: 'a',
  embedding: Float32Array.from(embedding)
})
const pair = (embedding: number[]): EmbeddedItem => ({
  kind: 'pair',
  split: 'train',
  pairId: 1,
  row: 0,
  text: 'a',
  embedding: Float32Array.from(embedding)
})
const off = { normalizeEmbeddings: false, meanShift: false }

describe('conditionItems', () => {
  it('moves the mean of the sentences onto that of the training images', () => {
    const items = [
      caption([1, 0]),
      caption([3, 2]),
      caption([90, 90], 'val'),
      pair([0, 0]),
      pair([2, 4])
    ]
    const moved = conditionItems(items, { ...off, meanShift: true })
    expect(moved.map(({ embedding }) => [...embedding])).toEqual([
      [1, 0],
      [3, 2],
      [90, 90],
      [1, -1],
      [3, 3]
    ])
  })

  it('leaves all as it is where nothing is asked for, or one kind is missing', () => {
    expect(conditionItems([pair([1, 2])], off)).toEqual([pair([1, 2])])
    expect(conditionItems([pair([1, 2])], { ...off, meanShift: true })).toEqual([pair([1, 2])])
  })

  it('normalises by the Euclidean norm', () => {
    const [item] = conditionItems([caption([3, 4])], { ...off, normalizeEmbeddings: true })
    expect(item?.embedding[0]).toBeCloseTo(0.6, 6)
    expect([...normalized(new Float32Array(2))]).toEqual([0, 0])
  })
})

describe('addSentenceNoise', () => {
  const example = (kind: TaskExample['kind']): TaskExample => ({
    kind,
    embedding: new Float32Array(500),
    tokens: [1]
  })
  const batches = [[example('caption'), example('pair')], [example('pair')]]
  const noisy = addSentenceNoise(batches, { seed: 1, sentenceNoise: 0.5 }, 3)

  it('touches sentences alone, each with noise of its own', () => {
    const [first, second, third] = noisy.flat().map(({ embedding }) => embedding)
    expect(first?.every((value) => value === 0)).toBe(true)
    expect(second).not.toEqual(third)
    const values = [...(second ?? []), ...(third ?? [])]
    const deviation = Math.sqrt(values.reduce((sum, one) => sum + one * one, 0) / values.length)
    // Five standard errors of a deviation read from 1,000 numbers.
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.056)
  })

  it('is the same again at the same step, and other at another', () => {
    expect(addSentenceNoise(batches, { seed: 1, sentenceNoise: 0.5 }, 3)).toEqual(noisy)
    expect(addSentenceNoise(batches, { seed: 1, sentenceNoise: 0.5 }, 4)).not.toEqual(noisy)
    expect(addSentenceNoise(batches, { seed: 1, sentenceNoise: 0 }, 3)).toEqual(batches)
  })
})

it('makes noise of a share of the spread of the sentences, whatever their scale', () => {
  // Components 1 and 3, and 2 and 2: variances 1 and 0.
  const sentences = [{ embedding: Float32Array.of(1, 2) }, { embedding: Float32Array.of(3, 2) }]
  expect(spreadOf(sentences)).toBeCloseTo(Math.sqrt(0.5), 12)
  const larger = sentences.map(({ embedding }) => ({ embedding: embedding.map((x) => 10 * x + 7) }))
  expect(spreadOf(larger)).toBeCloseTo(10 * spreadOf(sentences), 6)
  expect(spreadOf([])).toBe(0)
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, sentenceNoise: 0.1 })
  expect(withNoiseOf(config, larger)).toBe(config)
  const both = withNoiseOf({ ...config, sentenceNoiseShare: 0.2 }, larger)
  expect(both.sentenceNoise).toBeCloseTo(0.1 + 2 * Math.sqrt(0.5), 6)
})
