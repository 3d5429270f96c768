import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/** What is read of a page once it no longer changes: two readings, some frames apart, agree. */
export async function settled<T>(read: () => Promise<T>): Promise<T> {
  let last = await read()
  const isSame = async () => {
    const before = last
    last = await read()
    return isDeepStrictEqual(last, before)
  }
  await expect.poll(isSame, { interval: 150 }).toBe(true)
  return last
}
