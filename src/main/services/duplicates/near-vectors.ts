import type { Yielder } from '../../base/yielder'
import type { Groups } from './groups'

/** Up to how many vectors each is compared with each. */
const FEW = 3000
/** Beyond: tables of buckets by the signs of some projections; a near pair shares one in most cases. */
const TABLES = 16
const PLANES = 10

/**
 * Joins members whose vectors have a cosine of at least `similarity`. `values` is row-major
 * [count, dim]; `members` are those of the rows. Many vectors are compared within buckets of random
 * hyperplanes through their mean (Charikar 2002): nearly all near pairs are found.
 */
export async function joinNearVectors(
  groups: Groups,
  { values, dim, members }: { values: Float32Array; dim: number; members: readonly number[] },
  similarity: number,
  yielder: Yielder
): Promise<void> {
  const rows = unitRows(values, dim)
  const compare = async (list: readonly number[]) => {
    for (const [at, one] of list.entries()) {
      for (const other of list.slice(at + 1)) {
        const [a, b] = [members[one] ?? 0, members[other] ?? 0]
        if (groups.rootOf(a) !== groups.rootOf(b) && cosine(rows, dim, one, other) >= similarity) {
          groups.join(a, b)
        }
        if (yielder.due) await yielder.yieldNow()
      }
    }
  }
  const all = members.map((_, i) => i)
  if (all.length <= FEW) {
    await compare(all)
    return
  }
  const mean = meanOf(rows, dim)
  for (let table = 0; table < TABLES; table += 1) {
    const planes = Array.from({ length: PLANES }, (_, p) => plane(dim, table * PLANES + p))
    const offsets = planes.map((normal) => dot(normal, 0, mean, 0, dim))
    const buckets = new Map<number, number[]>()
    for (const row of all) {
      let key = 0
      for (const [p, normal] of planes.entries()) {
        key = key * 2 + (dot(normal, 0, rows, row * dim, dim) > (offsets[p] ?? 0) ? 1 : 0)
      }
      const bucket = buckets.get(key)
      if (bucket) bucket.push(row)
      else buckets.set(key, [row])
      if (yielder.due) await yielder.yieldNow()
    }
    for (const bucket of buckets.values()) await compare(bucket)
  }
}

function unitRows(values: Float32Array, dim: number): Float32Array {
  const rows = Float32Array.from(values)
  for (let start = 0; start < rows.length; start += dim) {
    const length = Math.sqrt(dot(rows, start, rows, start, dim)) || 1
    for (let i = start; i < start + dim; i += 1) rows[i] = (rows[i] ?? 0) / length
  }
  return rows
}

function meanOf(rows: Float32Array, dim: number): Float64Array {
  const mean = new Float64Array(dim)
  for (let i = 0; i < rows.length; i += 1) {
    mean[i % dim] = (mean[i % dim] ?? 0) + ((rows[i] ?? 0) * dim) / rows.length
  }
  return mean
}

type Numbers = Float32Array | Float64Array

function dot(a: Numbers, from: number, b: Numbers, start: number, dim: number): number {
  let sum = 0
  for (let i = 0; i < dim; i += 1) sum += (a[from + i] ?? 0) * (b[start + i] ?? 0)
  return sum
}

const cosine = (rows: Float32Array, dim: number, one: number, other: number): number =>
  dot(rows, one * dim, rows, other * dim, dim)

/** Components of a plane's normal, drawn from -1 to 1 by its number: the same search, the same result. */
function plane(dim: number, number: number): Float64Array {
  let state = 0x9e3779b9 ^ (number * 0x85ebca6b)
  return Float64Array.from({ length: dim }, () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1
  })
}
