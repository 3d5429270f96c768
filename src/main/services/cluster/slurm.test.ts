import { expect, it } from 'vitest'
import { isOver, parseJobs } from './slurm'

/** Printed by squeue of Slurm 22.05 while a job of a higher partition pre-empted two tasks. */
const QUEUE = `6|PENDING|high||Resources
1_3|COMPLETING|main|n2|None
1_4|PENDING|main||Resources
1_0|RUNNING|main|n1|None
1_2|COMPLETED|main|n1|None
`

/** In the form of sacct's documentation: who cancelled a job follows the state. */
const ACCOUNTS = `12_0|CANCELLED by 1000|gpu|node[01-02]|None
12_1|NODE_FAIL|gpu|node03|NodeDown
12_0.batch|CANCELLED|||
`

it("reads the queue's lines, task by task", () => {
  const jobs = parseJobs(QUEUE)
  expect([...jobs.keys()]).toEqual(['6', '1_3', '1_4', '1_0', '1_2'])
  expect(jobs.get('1_4')).toEqual({
    ...{ state: 'PENDING', reason: 'Resources', partition: 'main', nodes: '' }
  })
  expect(jobs.get('1_0')).toEqual({ state: 'RUNNING', reason: '', partition: 'main', nodes: 'n1' })
})

it('reads the accounting, without the steps of jobs', () => {
  const jobs = parseJobs(ACCOUNTS)
  expect([...jobs.values()].map(({ state, reason }) => [state, reason])).toEqual([
    ['CANCELLED', ''],
    ['NODE_FAIL', 'NodeDown']
  ])
})

it('knows which jobs are over: one whose processes end may run again', () => {
  const over = [...parseJobs(QUEUE)].filter(([, { state }]) => isOver(state))
  expect(over.map(([id]) => id)).toEqual(['1_2'])
})

it('leaves out what is no line of the queue', () => {
  expect(parseJobs('slurm_load_jobs error: Unable to contact\nJOBID|STATE\n').size).toBe(0)
})
