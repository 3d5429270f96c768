import { UMAP } from 'umap-js'
import type { MapEvent } from '../../../../shared/domain'
import { uniforms, RandomStream } from '../../../base/random'
import { principalComponents } from './principal-components'

/** What is laid out: row-major [rows, dim]. */
export interface MapInput {
  values: Float32Array
  dim: number
}

export type MapStep = Exclude<MapEvent, { type: 'images' }>

/** Principal components that UMAP sees: comparing whole vectors takes ten times as long. */
const COMPONENTS = 50
const NEIGHBOURS = 15
/** Epochs between two reports. */
const REPORT = 10

/**
 * Where vectors lie in a plane: by their principal components, then by UMAP (McInnes, Healy and
 * Melville, 2018). The same vectors give the same map.
 */
export function* mapSteps({ values, dim }: MapInput): Generator<MapStep, void> {
  const rows = values.length / dim
  const components = Math.min(COMPONENTS, dim)
  const along = principalComponents(values, dim, components)
  const pointsOf = (row: number) =>
    Array.from(along.subarray(row * components, (row + 1) * components))
  const points = Array.from({ length: rows }, (_, row) => pointsOf(row))
  yield places('pca', points)
  // Each point needs neighbours.
  if (rows < 4) return
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: Math.min(NEIGHBOURS, rows - 1),
    minDist: 0.1,
    random: stream()
  })
  yield { type: 'progress', done: 0, total: 0 }
  const epochs = umap.initializeFit(points)
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    if (epoch % REPORT === 0) yield { type: 'progress', done: epoch, total: epochs }
    umap.step()
  }
  yield places('umap', umap.getEmbedding())
}

function places(method: 'pca' | 'umap', points: readonly number[][]): MapStep {
  const [x, y] = [0, 1].map((axis) => spread(points.map((point) => point[axis] ?? 0)))
  return { type: 'places', method, x: x ?? [], y: y ?? [] }
}

/** Values from 0 to 1, to the fourth decimal; all in the middle where they are the same. */
function spread(values: readonly number[]): number[] {
  const least = values.reduce((one, other) => Math.min(one, other), Infinity)
  const most = values.reduce((one, other) => Math.max(one, other), -Infinity)
  return values.map((value) =>
    most > least ? Math.round(((value - least) / (most - least)) * 10_000) / 10_000 : 0.5
  )
}

/** Random numbers one at a time, the same in each map. */
function stream(): () => number {
  const TOGETHER = 4096
  let block = 0
  let place = TOGETHER
  let numbers: ArrayLike<number> = []
  return () => {
    if (place >= TOGETHER) {
      numbers = uniforms(7, RandomStream.imageMap, ++block, TOGETHER)
      place = 0
    }
    return numbers[place++] ?? 0
  }
}
