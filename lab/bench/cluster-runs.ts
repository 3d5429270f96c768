import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { clusterRunDir } from '../../src/main/services/cluster/cluster-root'
import { createLibrary } from '../../src/main/store/core/library'
import { insertClusterJobs, updateClusterJob } from '../../src/main/store/runs/cluster-jobs'
import { insertRun } from '../../src/main/store/runs/runs'
import { RunConfig } from '../../src/shared/domain'
import { standInSlurm } from '../../test/fixtures/stand-in-slurm'

/** Runs that train at the same time, and how many of them end a second while as many begin. */
const AT_ONCE = 50
const TURN = 2
const STEPS_A_SECOND = 5

export interface ClusterRuns {
  /** Folder of the library. */
  library: string
  /** Lets a second pass on the cluster. */
  pass(): void
}

/**
 * A library in `dir` with a sweep of `count` runs on a cluster that is played by files: fifty train,
 * those before them are done and the others wait.
 */
export function clusterRuns(dir: string, count: number): ClusterRuns {
  mkdirSync(join(dir, 'slurm'), { recursive: true })
  const slurm = standInSlurm(join(dir, 'slurm'))
  const profile = { ...slurm.profile, every: 1 }
  const library = createLibrary(join(dir, 'library'))
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
  const ids = Array.from({ length: count }, (_, seed) => {
    return insertRun(library.write, { config: { ...config, seed }, dataVersion: 'd' }).id
  })
  // Those that train stand first in the window.
  ids.reverse()
  insertClusterJobs(library.write, ids, { profile, submission: 'abc' })
  for (const id of ids) updateClusterJob(library.write, id, { job: '42', state: 'PENDING' })
  const folders = ids.map((id) => clusterRunDir(library, profile, id))
  library.close()
  for (const folder of folders) mkdirSync(folder, { recursive: true })

  const steps = ids.map(() => 0)
  let first = 0
  const say = (task: number, ...lines: object[]) => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    appendFileSync(join(folders[task] ?? '', 'log.jsonl'), text)
  }
  const pass = () => {
    const ends = Math.min(first + TURN, count)
    for (; first < ends; first += 1) say(first, { type: 'done', steps: steps[first] ?? 0 })
    for (let task = first; task < Math.min(first + AT_ONCE, count); task += 1) {
      const before = steps[task] ?? 0
      if (before === 0) say(task, STARTED)
      steps[task] = before + STEPS_A_SECOND
      say(task, ...Array.from({ length: STEPS_A_SECOND }, (_, index) => stepOf(before + index + 1)))
    }
    slurm.queue(
      ids.map((_, task) => {
        const state = task < first ? 'COMPLETED' : task < first + AT_ONCE ? 'RUNNING' : 'PENDING'
        return `42_${task}|${state}|gpu|${state === 'PENDING' ? '' : 'n1'}|None`
      })
    )
  }
  pass()
  return { library: join(dir, 'library'), pass }
}

const STARTED = {
  ...{ type: 'started', device: 'cpu', step: 0, totalSteps: 1000, stepsPerEpoch: 10 },
  dropped: {}
}

const stepOf = (step: number): object => ({
  ...{ type: 'step', step, epoch: Math.ceil(step / 10), loss: 8 / Math.sqrt(step) },
  ...{ lossCaptions: null, lossPairs: null, learningRate: 1, gradientNorm: null },
  ...{ examplesPerSecond: 1, tokensPerSecond: 1, memoryBytes: 1, at: Date.now() }
})
