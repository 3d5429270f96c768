import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import makeWabt from 'wabt'
import { kernelBytes } from './bytes'
import { KernelThreads, regionBytes, type Region } from './kernel-threads'

const threads: KernelThreads[] = []
afterEach(async () => {
  for (const one of threads.splice(0)) await one.release()
})

/** Kernels on `count` threads, with arrays of random numbers in their memory. */
function setUp(size: number, arrays: number, count: number) {
  const bytes = regionBytes(size)
  const kernels = new KernelThreads(arrays * bytes, count)
  threads.push(kernels)
  const regions = Array.from({ length: arrays }, (_, index): Region => ({
    start: index * bytes,
    bytes
  }))
  const values = regions.map((region, salt) => {
    const floats = kernels.floats(region, size)
    floats.forEach((_, index) => (floats[index] = Math.abs(Math.sin(index * 1.7 + salt)) + 0.01))
    return floats
  })
  return { kernels, regions, values }
}

const f = Math.fround

it('are what their source compiles to', async () => {
  const wabt = await makeWabt()
  const source = await readFile(join(import.meta.dirname, 'kernels.wat'), 'utf8')
  const { buffer } = wabt
    .parseWat('kernels.wat', source, { simd: true, threads: true })
    .toBinary({})
  expect(Buffer.from(buffer).equals(kernelBytes)).toBe(true)
})

describe.each([1, 2, 3])('on %i threads', (count) => {
  // Sizes that the threads cannot share evenly, and one that is less than a vector each.
  it.each([1, 7, 1001, 4096])('adamW updates %i parameters as plain float32 arithmetic', (size) => {
    const { kernels, regions, values } = setUp(size, 4, count)
    const [p, g, m, v] = values.map((array) => Float32Array.from(array))
    const [parameters, gradients, first, second] = regions
    if (!p || !g || !m || !v || !parameters || !gradients || !first || !second) throw new Error()
    const numbers = {
      scale: 0.5,
      beta1: 0.9,
      beta2: 0.999,
      step: 0.01,
      epsilon: 1e-3,
      before: 0.99,
      after: 0.98
    }
    const [beta1, beta2, step, epsilon, before, after] = [0.9, 0.999, 0.01, 1e-3, 0.99, 0.98].map(f)
    if (!beta1 || !beta2 || !step || !epsilon || !before || !after) throw new Error()
    for (let round = 0; round < 2; round++) {
      kernels.adamW({ parameters, gradients, first, second }, numbers)
      for (let i = 0; i < size; i++) {
        const gradient = f((g[i] ?? 0) * 0.5)
        m[i] = f(f((m[i] ?? 0) * beta1) + gradient)
        v[i] = f(f((v[i] ?? 0) * beta2) + f(gradient * gradient))
        const change = f(f((m[i] ?? 0) / f(f(Math.sqrt(v[i] ?? 0)) + epsilon)) * step)
        p[i] = f(f(f((p[i] ?? 0) * before) - change) * after)
      }
    }
    expect(values.map((array) => Array.from(array))).toEqual(
      [p, g, m, v].map((array) => Array.from(array))
    )
  })

  it('blend mixes two arrays', () => {
    const { kernels, regions, values } = setUp(999, 2, count)
    const [target, source] = regions
    const [a, b] = values.map((array) => Float32Array.from(array))
    if (!target || !source || !a || !b) throw new Error()
    kernels.blend(target, source, 0.75, 0.25)
    expect(Array.from(values[0] ?? [])).toEqual(
      Array.from(a, (value, index) => f(f(value * 0.75) + f((b[index] ?? 0) * 0.25)))
    )
  })

  it('sumOfSquares sums in float64', () => {
    const { kernels, regions, values } = setUp(1000, 1, count)
    const [region] = regions
    if (!region) throw new Error()
    const expected = Array.from(values[0] ?? []).reduce((sum, value) => sum + value * value, 0)
    expect(kernels.sumOfSquares(region)).toBeCloseTo(expected, 9)
  })
})
