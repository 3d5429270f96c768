import { expect, it } from 'vitest'
import { CacheMemory } from './cache-memory'

it('never gives out the memory that was given out last', () => {
  const memory = new CacheMemory()
  let last = memory.take('keys.0', [2, 3]).data.buffer
  for (let length = 4; length < 40; length++) {
    const next = memory.take('keys.0', [2, length])
    expect(next.data).toHaveLength(2 * length)
    expect(next.data.buffer).not.toBe(last)
    last = next.data.buffer
  }
})
