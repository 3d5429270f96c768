import { describe, expect, it } from 'vitest'
import { boundingAxes } from './batch'
import { headParts } from './head-parts'

const MIB = 2 ** 20
const gpt2 = { vocabularySize: 50_257, width: 768 }

/** Axes of batches of 64 captions of up to `longest` tokens. */
const axes = (longest: number) => {
  const tokens = Array.from({ length: longest }, () => 1)
  const config = { batchSize: 64, batchTokens: 0, prefixLength: 10 }
  return boundingAxes([{ embedding: new Float32Array(), tokens }], config)
}

describe('the shards of the output head', () => {
  it.each([
    [34, 256],
    [34, 512],
    [34, 1024],
    [128, 256],
    [128, 1024]
  ])('keep the logits of 64 captions of %i tokens below %i MiB', (longest, mebibytes) => {
    const limit = mebibytes * MIB
    const parts = headParts(gpt2, axes(longest), limit)
    const bytesOf = (count: number): number => {
      return 64 * longest * Math.ceil(gpt2.vocabularySize / count) * 4
    }
    expect(bytesOf(1) > limit).toBe(parts > 1)
    expect(bytesOf(parts)).toBeLessThanOrEqual(limit)
    if (parts > 1) expect(bytesOf(parts - 1)).toBeGreaterThan(limit)
  })

  it('are one where nothing limits a tensor, or nothing is too large', () => {
    expect(headParts(gpt2, axes(128), null)).toBe(1)
    expect(headParts({ vocabularySize: 100, width: 8 }, axes(34), MIB)).toBe(1)
  })

  it('are no way out where the token table itself is too large', () => {
    expect(() => headParts(gpt2, axes(34), 128 * MIB)).toThrow(
      expect.objectContaining({
        code: 'train.table-too-large',
        params: { megabytes: 155, most: 134 }
      }) as Error
    )
  })
})
