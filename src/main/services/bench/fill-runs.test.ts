import { expect, it } from 'vitest'
import { listCheckpoints, listMetricPoints, listSamples } from '../../store/runs/run-records'
import { listRuns } from '../../store/runs/runs'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { fillRuns } from './fill-runs'

it('makes runs with just the points that are asked for, validated in each epoch', async () => {
  const library = tempLibrary()
  await fillRuns(library, { runs: 2, points: 500 })
  const runs = listRuns(library.read)
  expect(runs.map(({ state, epoch }) => [state, epoch])).toEqual([
    ['done', 20],
    ['done', 20]
  ])
  for (const { id } of runs) {
    const all = listMetricPoints(library.read, id, { afterSeq: 0, limit: 10_000 })
    expect(all).toHaveLength(500)
    const names = ['valLoss'] as const
    const validated = listMetricPoints(library.read, id, { afterSeq: 0, limit: 10_000, names })
    expect(validated.map(({ step }) => step)).toEqual(
      listCheckpoints(library.read, id).map(({ step }) => step)
    )
    expect(validated).toHaveLength(20)
    expect(listSamples(library.read, id)).toHaveLength(160)
  }
})
