import type { Yielder } from '../../base/yielder'
import type { Groups } from './groups'

const BANDS = 4
const BAND_BITS = 16

/**
 * Joins members whose 64-bit hashes, as 16 hexadecimal digits, differ in at most `distance` bits,
 * up to 7. Of four bands of 16 bits one then differs in at most one bit, so that only hashes with
 * such a band in common are compared (multi-index hashing, Norouzi et al. 2012): all near pairs are
 * found, and a million hashes need no more than some hundred comparisons each.
 */
export async function joinNearHashes(
  groups: Groups,
  hashes: readonly string[],
  distance: number,
  yielder: Yielder
): Promise<void> {
  const first = joinSame(groups, hashes)
  const words = Int32Array.from({ length: first.length * 2 }, (_, i) =>
    parseInt((hashes[first[i >> 1] ?? 0] ?? '').slice((i % 2) * 8, (i % 2) * 8 + 8), 16)
  )
  const near = (a: number, b: number) =>
    bits((words[2 * a] ?? 0) ^ (words[2 * b] ?? 0)) +
      bits((words[2 * a + 1] ?? 0) ^ (words[2 * b + 1] ?? 0)) <=
    distance
  for (let band = 0; band < BANDS; band += 1) {
    const bandOf = (i: number) =>
      ((words[2 * i + (band >> 1)] ?? 0) >>> (band % 2 ? 0 : 16)) & 0xffff
    const buckets = new Map<number, number[]>()
    for (let i = 0; i < first.length; i += 1) {
      const value = bandOf(i)
      // A band with one bit changed may be another's as it is: each pair is met from one side.
      for (let flip = -1; flip < (distance >= BANDS ? BAND_BITS : 0); flip += 1) {
        for (const other of buckets.get(flip < 0 ? value : value ^ (1 << flip)) ?? []) {
          if (near(i, other)) groups.join(first[i] ?? 0, first[other] ?? 0)
        }
      }
      const bucket = buckets.get(value)
      if (bucket) bucket.push(i)
      else buckets.set(value, [i])
      if (yielder.due) await yielder.yieldNow()
    }
  }
}

/** Joins members of the same hash; gives one member of each hash. */
function joinSame(groups: Groups, hashes: readonly string[]): number[] {
  const first = new Map<string, number>()
  for (const [member, hash] of hashes.entries()) {
    const known = first.get(hash)
    if (known === undefined) first.set(hash, member)
    else groups.join(known, member)
  }
  return [...first.values()]
}

/** How many bits of a 32-bit word are set. */
function bits(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
