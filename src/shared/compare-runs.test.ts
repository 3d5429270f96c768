import * as v from 'valibot'
import { expect, it } from 'vitest'
import { differingSettings } from './compare-runs'
import { RunConfig, type Evaluation, type Model, type Run } from './domain'
import { recipeTable } from './recipe-table'

const run = (id: string, bestValLoss: number, settings: Partial<RunConfig>): Run => {
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, ...settings })
  return { id, bestValLoss, config } as Run
}

it('names only the settings that differ, with the value of each run', () => {
  const runs = [
    run('run-0001', 2, { name: 'a', epochs: 3 }),
    run('run-0002', 2, { name: 'b', epochs: 3, pairRepeat: 0 }),
    run('run-0003', 2, { epochs: 4 })
  ]
  expect(differingSettings(runs)).toEqual([
    { key: 'pairRepeat', values: [1, 0, 1] },
    { key: 'epochs', values: [3, 3, 4] }
  ])
  expect(differingSettings(runs.slice(0, 1))).toEqual([])
})

it('puts the best run of a kind into its row of the recipe, with its newest test scores', () => {
  const clip = { id: 1, details: { kind: 'clip', patchSize: 16 } } as Model
  const evaluation = (jobId: number, runId: string, split: string) =>
    ({ jobId, params: { runId, split, checkpoint: 'best', ensemble: [] } }) as unknown as Evaluation
  const rows = recipeTable(
    [
      run('run-0001', 2, { captionRepeat: 3 }),
      run('run-0002', 1.5, { captionRepeat: 3 }),
      run('run-0003', 1, { captionRepeat: 2 })
    ],
    [clip],
    [
      evaluation(9, 'run-0002', 'val'),
      evaluation(8, 'run-0002', 'test'),
      evaluation(7, 'run-0002', 'test')
    ]
  )
  const filled = rows.filter((row) => row.run !== null)
  expect(rows).toHaveLength(5)
  expect(filled.map(({ preset, run: own, test }) => [preset.id, own?.id, test?.jobId])).toEqual([
    ['b16-3-1', 'run-0002', 8]
  ])
})
