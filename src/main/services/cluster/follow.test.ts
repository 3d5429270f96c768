import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as v from 'valibot'
import { standInSlurm } from '../../../../test/fixtures/stand-in-slurm'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { RunConfig, type Run } from '../../../shared/domain'
import { findRunTask, insertRunTasks, updateClusterTask } from '../../store/runs/cluster-tasks'
import type { Library } from '../../store/core/library'
import { listCheckpoints, listMetricPoints } from '../../store/runs/run-records'
import { getRun, insertRun } from '../../store/runs/runs'
import { runDir } from '../train'
import { clusterRunDir } from './cluster-root'
import { ClusterFollower } from './follow'

/** The commands of the stand-in are shell scripts. */
const it = test.skipIf(process.platform === 'win32')

/** A run that a cluster has as task 42_0, and what follows it. */
function scene(settings: Partial<RunConfig> = {}) {
  const slurm = standInSlurm(tempFolder())
  const library = tempLibrary()
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, ...settings })
  const { id } = insertRun(library.write, { config, dataVersion: 'd' })
  insertRunTasks(library.write, [id], { profile: slurm.profile, submission: 'abc' })
  submitted(library, id, '42')
  const there = clusterRunDir(library, slurm.profile, id)
  mkdirSync(there, { recursive: true })
  const ends: Run[] = []
  const follower = () =>
    new ClusterFollower({
      library,
      emit: () => undefined,
      onEnd: (run) => ends.push(run),
      log: pino({ level: 'silent' })
    })
  let kept = follower()
  return {
    slurm,
    library,
    there,
    here: runDir(library, id),
    ends,
    run: () => getRun(library.read, id),
    losses: () =>
      listMetricPoints(library.read, id, { afterSeq: 0, limit: 100, names: ['loss'] }).map(
        ({ step, value }) => [step, value]
      ),
    checkpoints: () => listCheckpoints(library.read, id).map(({ step }) => step),
    look: () => kept.look(),
    /** As another process that looks for the first time. */
    forget: () => (kept = follower()),
    log: (...lines: (object | string)[]) =>
      appendFileSync(
        join(there, 'log.jsonl'),
        lines
          .map((line) => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`))
          .join('')
      )
  }
}

/** As the scheduler's answer is noted. */
function submitted(library: Library, runId: string, job: string) {
  const { id = 0 } = findRunTask(library.read, runId) ?? {}
  updateClusterTask(library.write, id, { job, state: 'PENDING' })
}

const started = (step: number) => ({
  ...{ type: 'started', device: 'cpu', step, totalSteps: 4, stepsPerEpoch: 2, dropped: {} }
})
const step = (number: number, loss: number) => ({
  ...{ type: 'step', step: number, epoch: 1, loss, lossCaptions: null, lossPairs: null },
  ...{ learningRate: 1, gradientNorm: null, examplesPerSecond: 1, tokensPerSecond: 1 },
  ...{ memoryBytes: 1, at: 1000 + number }
})

it('says where a run waits and trains', async () => {
  const { slurm, look, run } = scene()
  slurm.queue(['42_0|PENDING|gpu||Priority'])
  expect(await look()).toEqual({ underWay: 1, every: 15, problems: [] })
  expect(run()).toMatchObject({
    state: 'queued',
    cluster: { profile: 'lab', job: '42_0', state: 'PENDING', reason: 'Priority', ended: false }
  })
  slurm.queue(['42_0|RUNNING|gpu|node7|None'])
  await look()
  expect(run()).toMatchObject({ state: 'running', cluster: { partition: 'gpu', nodes: 'node7' } })
})

it('takes each line of a log once, whoever looked before', async () => {
  const { slurm, look, forget, log, losses, run } = scene()
  slurm.queue(['42_0|RUNNING|gpu|n1|None'])
  log(started(0), step(1, 3), JSON.stringify(step(2, 2)).slice(0, 20))
  await look()
  expect(losses()).toEqual([[1, 3]])
  forget()
  log(`${JSON.stringify(step(2, 2)).slice(20)}\n`)
  await look()
  await look()
  expect(losses()).toEqual([
    [1, 3],
    [2, 2]
  ])
  expect(run()).toMatchObject({ step: 2, totalSteps: 4, resumes: [] })
})

it('replaces the steps that a run takes again after it was queued again', async () => {
  const { slurm, look, forget, log, losses, run } = scene()
  slurm.queue(['42_0|RUNNING|gpu|n1|None'])
  log(started(0), step(1, 3), step(2, 2))
  await look()
  log(started(1))
  await look()
  expect(losses()).toHaveLength(2)
  forget()
  log(step(2, 1))
  await look()
  expect(losses()).toEqual([
    [1, 3],
    [2, 1]
  ])
  expect(run().resumes.map((resume) => resume.step)).toEqual([1])
})

it('replaces the steps of a run that began anew, also where it reads both at once', async () => {
  const { slurm, look, log, losses, run } = scene()
  slurm.queue(['42_0|RUNNING|gpu|n1|None'])
  log(started(0), step(1, 3), started(0), step(1, 4), started(0), step(1, 5))
  await look()
  expect(losses()).toEqual([[1, 5]])
  expect(run().resumes).toHaveLength(2)
})

it('keeps the weights of the newest checkpoints and of the best one, as the run asks', async () => {
  const { slurm, look, log, there, here, checkpoints } = scene({ keepCheckpoints: 1 })
  slurm.queue(['42_0|RUNNING|gpu|n1|None'])
  const written = (number: number, valLoss: number, best: boolean) => {
    const path = `checkpoints/step-0000000${number}`
    mkdirSync(join(there, path), { recursive: true })
    for (const file of ['model.safetensors', 'state.json']) {
      writeFileSync(join(there, path, file), '')
    }
    log({ type: 'checkpoint', step: number, epoch: 1, valLoss, bleu: null, bytes: 1, best, path })
  }
  const weights = () =>
    [1, 2, 3, 4, 5].filter((number) =>
      existsSync(join(here, `checkpoints/step-0000000${number}/model.safetensors`))
    )
  written(1, 3, true)
  written(2, 2, true)
  await look()
  written(3, 4, false)
  written(4, 5, false)
  written(5, 5, false)
  await look()
  expect(checkpoints()).toEqual([2, 5])
  await expect.poll(weights).toEqual([2, 5])
})

it('ends a run that its log calls done, with its checkpoints, also where Slurm has forgotten it', async () => {
  const { slurm, look, log, there, run, ends, checkpoints } = scene()
  const path = 'checkpoints/step-00000002'
  mkdirSync(join(there, path), { recursive: true })
  for (const file of ['model.safetensors', 'state.json']) writeFileSync(join(there, path, file), '')
  const checkpoint = { type: 'checkpoint', step: 2, epoch: 1, valLoss: 1, bleu: null, bytes: 1 }
  log(started(0), step(2, 2), { ...checkpoint, best: true, path }, { type: 'done', steps: 2 })
  slurm.queue([])
  expect(await look()).toMatchObject({ underWay: 0, problems: [] })
  expect(run()).toMatchObject({ state: 'done', bestStep: 2, cluster: { ended: true } })
  expect(checkpoints()).toEqual([2])
  expect(ends.map(({ id }) => id)).toEqual(['run-0001'])
})

it('says why a run failed by its own words', async () => {
  const { slurm, look, log, run } = scene()
  const error = { code: 'train.loss-not-finite', params: { step: 1 }, message: 'not finite' }
  log(started(0), step(1, 3), { error })
  slurm.queue(['42_0|FAILED|gpu|n1|NonZeroExitCode'])
  await look()
  expect(run()).toMatchObject({ state: 'failed', error })
})

it('says what Slurm did with a run that was stopped and did not say why', async () => {
  const { slurm, look, log, run } = scene()
  log(started(0), step(1, 3), { error: { code: 'call.interrupted', params: {}, message: 'x' } })
  slurm.queue(['42_0|TIMEOUT|gpu|n1|TimeLimit'])
  await look()
  const { state, error } = run()
  expect({ state, error }).toMatchObject({
    state: 'failed',
    error: { code: 'cluster.job-ended', params: { job: '42_0', state: 'TIMEOUT' } }
  })
})

it('waits for the last lines of a job that ran and is over', async () => {
  const { slurm, look, log, run } = scene()
  log(started(0), step(1, 3))
  slurm.queue(['42_0|COMPLETED|gpu|n1|None'])
  expect(await look()).toMatchObject({ underWay: 1 })
  log({ type: 'done', steps: 1 })
  expect(await look()).toMatchObject({ underWay: 0 })
  expect(run().state).toBe('done')
})

it('ends a job whose last lines do not come, also where each look is that of another process', async () => {
  const { slurm, look, forget, log, run } = scene()
  log(started(0), step(1, 3))
  slurm.queue(['42_0|FAILED|gpu|n1|JobLaunchFailure'])
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  expect(await look()).toMatchObject({ underWay: 1 })
  forget()
  vi.setSystemTime(Date.now() + 61_000)
  expect(await look()).toMatchObject({ underWay: 0 })
  expect(run()).toMatchObject({ state: 'failed', error: { code: 'cluster.job-ended' } })
})

it('leaves everything as it is while Slurm does not answer', async () => {
  const { slurm, look, run } = scene()
  slurm.queue(null)
  const { problems, underWay } = await look()
  expect(problems).toMatchObject([
    { code: 'cluster.command-failed', params: { name: 'lab', detail: 'slurm is away' } }
  ])
  expect(underWay).toBe(1)
  expect(run().state).toBe('queued')
})

it('follows the other runs where a log of one makes no sense', async () => {
  const { slurm, library, log, look, run, losses } = scene()
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
  const { id: other } = insertRun(library.write, { config, dataVersion: 'd' })
  insertRunTasks(library.write, [other], { profile: slurm.profile, submission: 'def' })
  submitted(library, other, '43')
  const otherDir = clusterRunDir(library, slurm.profile, other)
  mkdirSync(otherDir, { recursive: true })
  const lines = [started(0), { type: 'step', step: 'one' }].map((line) => JSON.stringify(line))
  writeFileSync(join(otherDir, 'log.jsonl'), `${lines.join('\n')}\n`)
  log(started(0), step(1, 3), { type: 'done', steps: 1 })
  slurm.queue(['43_0|COMPLETED|gpu|n1|None', '42_0|COMPLETED|gpu|n1|None'])
  expect((await look()).problems).toHaveLength(1)
  expect(losses()).toEqual([[1, 3]])
  expect(run().state).toBe('done')
  expect(getRun(library.read, other).state).not.toBe('done')
})
