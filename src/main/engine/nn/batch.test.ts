import { describe, expect, it } from 'vitest'
import { causalMask, layOutBatch } from './batch'

const numbers = (tensor: { data: Float32Array | BigInt64Array } | undefined): number[] =>
  [...(tensor?.data ?? [])].map(Number)

const mapping = (prefixLength: number) => ({
  kind: 'mlp' as const,
  embeddingSize: 2,
  prefixLength,
  width: 4,
  hiddenSize: 4
})

describe('layOutBatch', () => {
  const batch = layOutBatch(
    [
      { embedding: Float32Array.of(1, 2), tokens: [7, 8, 7] },
      { embedding: Float32Array.of(3, 4), tokens: [9] }
    ],
    mapping(2)
  )

  it('pads to the longest caption less its last token', () => {
    expect(batch.bindings).toMatchObject({ B: 2, C: 2, T: 4, R: 8, N: 4, M: 4 })
    expect(numbers(batch.feeds['tokens'])).toEqual([7, 8, 0, 0])
    expect(numbers(batch.feeds['embeddings'])).toEqual([1, 2, 3, 4])
  })

  it('predicts the first token at the last position of the prefix', () => {
    expect(numbers(batch.feeds['rows'])).toEqual([1, 2, 3, 5])
    expect(numbers(batch.feeds['targets'])).toEqual([7, 8, 7, 9])
    expect(batch.owners).toEqual([0, 0, 0, 1])
    expect(numbers(batch.feeds['rows.inverse'])).toEqual([4, 0, 1, 2, 4, 3, 4, 4])
  })

  it('sums repeated ids by a 0/1 matrix', () => {
    expect(numbers(batch.feeds['targets.unique'])).toEqual([7, 8, 9])
    expect(numbers(batch.feeds['targets.sums'])).toEqual([1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1])
  })

  it('weighs every target token alike', () => {
    expect(numbers(batch.feeds['weights'])).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('feeds prompts between the prefix and the captions, and never asks for them', () => {
    const prompted = layOutBatch(
      [
        { embedding: Float32Array.of(1, 2), prompt: [4, 5], tokens: [7, 8, 7] },
        { embedding: Float32Array.of(3, 4), prompt: [5, 6], tokens: [9] }
      ],
      mapping(2)
    )
    expect(prompted.bindings).toMatchObject({ B: 2, C: 4, T: 6, R: 12, N: 8, M: 4 })
    expect(numbers(prompted.feeds['tokens'])).toEqual([4, 5, 7, 8, 5, 6, 0, 0])
    expect(numbers(prompted.feeds['rows'])).toEqual([3, 4, 5, 9])
    expect(numbers(prompted.feeds['targets'])).toEqual([7, 8, 7, 9])
    const uneven = [
      { embedding: Float32Array.of(1, 2), prompt: [4], tokens: [7] },
      { embedding: Float32Array.of(3, 4), tokens: [9] }
    ]
    expect(() => layOutBatch(uneven, mapping(2))).toThrow('one length')
  })

  it('keeps one column for captions of one token', () => {
    const short = layOutBatch([{ embedding: Float32Array.of(1), tokens: [5] }], mapping(3))
    expect(short.bindings).toMatchObject({ C: 1, T: 4, M: 1 })
  })
})

describe('causalMask', () => {
  it('lets a position see itself and what is before it', () => {
    const { data, dims } = causalMask(2, 1)
    expect(dims).toEqual([1, 1, 2, 3])
    expect([...data].map((value) => value === 0)).toEqual([true, true, false, true, true, true])
  })
})
