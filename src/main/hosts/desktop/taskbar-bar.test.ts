import { expect, it } from 'vitest'
import type { Job } from '../../../shared/domain'
import { barOf } from './taskbar-bar'

const job = (state: Job['state'], done: number, total: number | null): Job => ({
  id: 1,
  kind: 'train',
  position: 1,
  state,
  params: {},
  progress: { phase: 'training', done, total, rate: null, secondsLeft: null },
  result: null,
  error: null,
  createdAt: 0,
  startedAt: 0,
  finishedAt: null,
  cluster: null
})

it.each([
  [null, { fraction: -1, mode: 'none' }],
  [job('running', 30, 120), { fraction: 0.25, mode: 'normal' }],
  [job('running', 130, 120), { fraction: 1, mode: 'normal' }],
  [job('running', 5, null), { fraction: 2, mode: 'indeterminate' }],
  [job('running', 0, 0), { fraction: 2, mode: 'indeterminate' }],
  [job('paused', 60, 120), { fraction: 0.5, mode: 'paused' }]
])('the bar of the taskbar shows how far a job is', (at, bar) => {
  expect(barOf(at)).toEqual(bar)
})
