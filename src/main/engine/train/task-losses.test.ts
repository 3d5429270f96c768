import { expect, it } from 'vitest'
import { taskLosses } from './task-losses'

const of = (kind: 'caption' | 'pair') => ({ kind, embedding: new Float32Array(1), tokens: [1] })

it('means over the tokens of each task', () => {
  const losses = taskLosses([of('caption'), of('pair')], [0, 0, 1], Float32Array.of(1, 3, 5))
  expect(losses).toEqual({ lossCaptions: 2, lossPairs: 5 })
})

it('says null for a task that is not in the batch', () => {
  const losses = taskLosses([of('pair')], [0], Float32Array.of(4))
  expect(losses).toEqual({ lossCaptions: null, lossPairs: 4 })
})
