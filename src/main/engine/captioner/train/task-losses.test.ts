import { expect, it } from 'vitest'
import { taskLosses } from './task-losses'

const of = (kind: 'caption' | 'pair') => ({ kind, embedding: new Float32Array(1), tokens: [1] })

it('means over the tokens of each task, of all batches of the step', () => {
  const losses = taskLosses(
    [[of('caption'), of('pair')], [of('caption')]],
    [{ owners: [0, 0, 1] }, { owners: [0] }],
    [Float32Array.of(1, 3, 5), Float32Array.of(8)]
  )
  expect(losses).toEqual({ lossCaptions: 4, lossPairs: 5 })
})

it('says null for a task that is not in the step', () => {
  const losses = taskLosses([[of('pair')]], [{ owners: [0] }], [Float32Array.of(4)])
  expect(losses).toEqual({ lossCaptions: null, lossPairs: 4 })
})
