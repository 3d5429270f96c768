import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { RunConfig } from '../../../../shared/domain'
import { epochSteps, mixTasks } from './epoch'
import type { TaskExample } from './examples'

const example = (kind: TaskExample['kind'], token: number): TaskExample => ({
  kind,
  embedding: new Float32Array(1),
  tokens: [token]
})
const train = {
  caption: [example('caption', 1), example('caption', 2)],
  pair: [example('pair', 11), example('pair', 12), example('pair', 13)]
}
const config = v.parse(RunConfig, {
  clipModelId: 1,
  gptModelId: 2,
  captionRepeat: 3,
  pairRepeat: 1,
  batchSize: 4
})
const tokensOf = (examples: readonly TaskExample[]): number[] =>
  examples.flatMap(({ tokens }) => tokens)

describe('an epoch', () => {
  it('holds the captions as often as the mix says', () => {
    expect(tokensOf(mixTasks(train, config)).toSorted((a, b) => a - b)).toEqual([
      1, 1, 1, 2, 2, 2, 11, 12, 13
    ])
  })

  it('holds the pairs of a source as often as it says, and the others as before', () => {
    const [first, second, third] = [11, 12, 13].map((token) => example('pair', token))
    if (!first || !second || !third) throw new Error('three pairs were made')
    const weighted = { ...train, pair: [first, { ...second, repeat: 3 }, { ...third, repeat: 2 }] }
    const mix = mixTasks(weighted, { ...config, captionRepeat: 0, pairRepeat: 1 })
    expect(tokensOf(mix)).toEqual([11, 12, 13, 12, 13, 12])
  })

  it('drops the last partial batch and repeats no example', () => {
    const mix = mixTasks(train, config)
    const batches = epochSteps(mix, config, 0).flat()
    expect(batches.map((batch) => batch.length)).toEqual([4, 4])
    const left = tokensOf(mix)
    for (const token of tokensOf(batches.flat())) left.splice(left.indexOf(token), 1)
    expect(left).toHaveLength(1)
  })

  it('is the same again for the same seed and epoch, and another for another', () => {
    const mix = Array.from({ length: 40 }, (_, token) => example('caption', token))
    const first = tokensOf(epochSteps(mix, config, 0).flat(2))
    expect(tokensOf(epochSteps(mix, config, 0).flat(2))).toEqual(first)
    expect(tokensOf(epochSteps(mix, config, 1).flat(2))).not.toEqual(first)
    expect(tokensOf(epochSteps(mix, { ...config, seed: 1 }, 0).flat(2))).not.toEqual(first)
  })
})
