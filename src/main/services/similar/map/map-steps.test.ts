import { expect, it } from 'vitest'
import { normals, RandomStream } from '../../../base/random'
import { mapSteps, type MapStep } from './map-steps'
import { principalComponents } from './principal-components'

const DIM = 24

/** Three clusters of 40 vectors each, one behind the other. */
function clusters(): Float32Array {
  const noise = normals(3, RandomStream.order, 0, 120 * DIM)
  return Float32Array.from(
    { length: 120 * DIM },
    (_, at) => (noise[at] ?? 0) * 0.1 + (at % DIM === Math.floor(at / DIM / 40) ? 2 : 0)
  )
}

const placesOf = (steps: readonly MapStep[]) =>
  steps.flatMap((step) => (step.type === 'places' ? [step] : []))

/** Of how many points the nearest other one is of the same cluster. */
function together({ x, y }: { x: number[]; y: number[] }): number {
  const distance = (a: number, b: number) =>
    Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0))
  const all = x.map((_, i) => i)
  return all.filter((i) => {
    const [nearest = i] = all
      .filter((other) => other !== i)
      .sort((a, b) => distance(i, a) - distance(i, b))
    return Math.floor(nearest / 40) === Math.floor(i / 40)
  }).length
}

it('gives the coordinates along the directions of the most variance', () => {
  // Along (3, 4)/5 by 10, across by 1, and nothing in the third.
  const values = Float32Array.from(
    [10, -10, 0, 0].flatMap((far, i) => {
      const across = [0, 0, 1, -1][i] ?? 0
      return [far * 0.6 - across * 0.8 + 7, far * 0.8 + across * 0.6, 5]
    })
  )
  const along = principalComponents(values, 3, 2)
  const sizes = Array.from(along, (value) => Math.abs(value))
  const expected = [10, 0, 10, 0, 0, 1, 0, 1]
  sizes.forEach((size, i) => expect(size).toBeCloseTo(expected[i] ?? 0, 4))
})

it('lays clusters out apart, first by principal components and then by UMAP', () => {
  const steps = [...mapSteps({ values: clusters(), dim: DIM })]
  const places = placesOf(steps)
  expect(places.map(({ method }) => method)).toEqual(['pca', 'umap'])
  expect(steps.indexOf(places[0] as MapStep)).toBe(0)
  for (const one of places) {
    expect(together(one)).toBeGreaterThan(115)
    expect([...one.x, ...one.y].every((value) => value >= 0 && value <= 1)).toBe(true)
  }
})

it('gives the same map again', () => {
  const input = { values: clusters(), dim: DIM }
  expect(placesOf([...mapSteps(input)])).toEqual(placesOf([...mapSteps(input)]))
})

it('lays out a few images too', () => {
  for (const rows of [1, 2, 3, 4, 5]) {
    const values = clusters().slice(0, rows * DIM)
    const places = placesOf([...mapSteps({ values, dim: DIM })])
    expect(places).toHaveLength(rows < 4 ? 1 : 2)
    for (const { x, y } of places) expect([...x, ...y].every(Number.isFinite)).toBe(true)
  }
})
