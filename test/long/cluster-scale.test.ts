import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { clusterRunDir } from '../../src/main/services/cluster/cluster-root'
import { ClusterFollower } from '../../src/main/services/cluster/follow'
import { runSending } from '../../src/main/services/cluster/send-runs'
import { submitArray } from '../../src/main/services/cluster/submit-array'
import {
  insertRunTasks,
  isRun,
  listClusterTasks,
  updateClusterTask
} from '../../src/main/store/runs/cluster-tasks'
import { listMetricPoints } from '../../src/main/store/runs/run-records'
import { insertRun, listRuns } from '../../src/main/store/runs/runs'
import { runDir } from '../../src/main/services/train'
import { RunConfig } from '../../src/shared/domain'
import { collectGarbage } from '../fixtures/collect-garbage'
import { standInSlurm } from '../fixtures/stand-in-slurm'
import { tempFolder, tempLibrary } from '../fixtures/temp-library'
import { times } from './scale'

const RUNS = times(1000, 200)
/** Runs that train at the same time, and looks while they do. */
const AT_ONCE = 50
const LOOKS = 4
const STEPS = 25
/** What all runs may add to the heap while they are followed, in bytes. */
const GROWTH = 30e6

it(`follows a sweep of ${RUNS} runs to its end with the same memory throughout`, async () => {
  const slurm = standInSlurm(tempFolder())
  const library = tempLibrary()
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
  const ids = Array.from({ length: RUNS }, (_, seed) => {
    return insertRun(library.write, { config: { ...config, seed }, dataVersion: 'd' }).id
  })
  for (const id of ids) mkdirSync(join(runDir(library, id), 'inputs'), { recursive: true })
  insertRunTasks(library.write, ids, { profile: slurm.profile, submission: 'abc' })
  const signal = new AbortController().signal
  const tasks = listClusterTasks(library.read).filter(isRun)
  const context = { library, signal, report: () => undefined }
  const job = await submitArray(context, tasks, runSending(context, tasks))
  for (const { id } of tasks) updateClusterTask(library.write, id, { job, state: 'PENDING' })
  expect(slurm.submitted()).toHaveLength(1)

  const log = (id: string, ...lines: object[]) =>
    appendFileSync(
      join(clusterRunDir(library, slurm.profile, id), 'log.jsonl'),
      lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    )
  const follower = new ClusterFollower({
    library,
    emit: () => undefined,
    log: pino({ level: 'silent' })
  })
  const heaps: number[] = []
  for (let first = 0; first < RUNS; first += AT_ONCE) {
    const some = ids.slice(first, first + AT_ONCE)
    const standing = (state: string) =>
      slurm.queue(
        ids.flatMap((_, task) => {
          // The controller forgets what ended a while ago.
          if (task < first - AT_ONCE) return []
          const word = task < first ? 'COMPLETED' : task < first + AT_ONCE ? state : 'PENDING'
          return [`${job}_${task}|${word}|gpu|${word === 'PENDING' ? '' : 'n1'}|None`]
        })
      )
    standing('RUNNING')
    for (const id of some) log(id, started)
    for (let look = 0; look < LOOKS; look += 1) {
      for (const id of some) log(id, ...stepsAfter(look * STEPS))
      await follower.look()
    }
    for (const id of some) log(id, { type: 'done', steps: LOOKS * STEPS })
    standing('COMPLETED')
    const { problems, underWay } = await follower.look()
    expect({ problems, underWay }).toEqual({ problems: [], underWay: RUNS - first - AT_ONCE })
    collectGarbage()
    heaps.push(process.memoryUsage().heapUsed)
  }
  expect(listRuns(library.read).filter(({ state }) => state !== 'done')).toEqual([])
  const points = listMetricPoints(library.read, 'run-0077', {
    ...{ afterSeq: 0, limit: 1000, names: ['loss'] }
  })
  expect(points.map(({ step }) => step)).toEqual(
    Array.from({ length: LOOKS * STEPS }, (_, index) => index + 1)
  )
  expect((heaps.at(-1) ?? 0) - (heaps[1] ?? 0)).toBeLessThan(GROWTH)
})

const started = {
  ...{ type: 'started', device: 'cpu', step: 0, totalSteps: LOOKS * STEPS, stepsPerEpoch: 1 },
  dropped: {}
}

const stepsAfter = (before: number): object[] =>
  Array.from({ length: STEPS }, (_, index) => ({
    ...{ type: 'step', step: before + index + 1, epoch: 1, loss: 1, lossCaptions: null },
    ...{ lossPairs: null, learningRate: 1, gradientNorm: null, examplesPerSecond: 1 },
    ...{ tokensPerSecond: 1, memoryBytes: 1, at: before }
  }))
