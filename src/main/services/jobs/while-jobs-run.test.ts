import { expect, it, vi } from 'vitest'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { Job, JobState } from '../../../shared/domain'
import { EventHub } from '../workbench/event-hub'
import { whileJobsRun } from './while-jobs-run'

function watched() {
  const events = new EventHub()
  const end = vi.fn()
  const begin = vi.fn(() => end)
  whileJobsRun({ events }, begin)
  const becomes = (id: number, state: JobState) =>
    events.emit({ type: 'job', job: { id, state, cluster: null } as Job } satisfies WorkbenchEvent)
  return { becomes, begun: () => begin.mock.calls.length, ended: () => end.mock.calls.length }
}

it('begins once, however often a job tells of its progress, and ends with it', () => {
  const { becomes, begun, ended } = watched()
  becomes(1, 'queued')
  expect(begun()).toBe(0)
  becomes(1, 'running')
  becomes(1, 'running')
  expect([begun(), ended()]).toEqual([1, 0])
  becomes(1, 'done')
  expect([begun(), ended()]).toEqual([1, 1])
  becomes(2, 'running')
  becomes(2, 'paused')
  expect([begun(), ended()]).toEqual([2, 2])
})

it('goes on while another job runs', () => {
  const { becomes, begun, ended } = watched()
  becomes(1, 'running')
  becomes(2, 'running')
  becomes(1, 'failed')
  expect([begun(), ended()]).toEqual([1, 0])
  becomes(2, 'cancelled')
  expect([begun(), ended()]).toEqual([1, 1])
})
