import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
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
import { getRun, insertRun } from '../../src/main/store/runs/runs'
import { runDir } from '../../src/main/services/train'
import { RunConfig } from '../../src/shared/domain'
import { standInSlurm } from '../fixtures/stand-in-slurm'
import { tempFolder, tempLibrary } from '../fixtures/temp-library'
import { sshLacks, startSshHost } from './support/ssh-host'

const lacks = sshLacks()

/** A run that goes to a host by real ssh and rsync, where stand-ins of Slurm's commands are. */
it.skipIf(lacks)(
  `submits and follows a run over ssh, also after the host was away${lacks ? ` (${lacks})` : ''}`,
  async () => {
    const dir = tempFolder()
    const host = await startSshHost(dir, 'viecap-test-host')
    onTestFinished(() => host.stop())
    vi.stubEnv('PATH', `${host.bin}:${process.env['PATH']}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    const slurm = standInSlurm(dir)
    const profile = { ...slurm.profile, host: 'viecap-test-host' }
    const library = tempLibrary()
    const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
    const { id } = insertRun(library.write, { config, dataVersion: 'd' })
    const here = runDir(library, id)
    mkdirSync(join(here, 'inputs', 'gpt2'), { recursive: true })
    writeFileSync(join(here, 'inputs', 'gpt2', 'config.json'), 'năm')
    insertRunTasks(library.write, [id], { profile, submission: 'abc' })
    const signal = new AbortController().signal
    const tasks = listClusterTasks(library.read).filter(isRun)
    const context = { library, signal, report: () => undefined }
    expect(await submitArray(context, tasks, runSending(context, tasks))).toBe('42')
    for (const task of tasks) updateClusterTask(library.write, task.id, { job: '42' })

    const there = clusterRunDir(library, profile, id)
    expect(readFileSync(join(there, 'inputs', 'gpt2', 'config.json'), 'utf8')).toBe('năm')
    const path = 'checkpoints/step-00000001'
    mkdirSync(join(there, path), { recursive: true })
    for (const file of ['model.safetensors', 'optimizer.safetensors', 'state.json']) {
      writeFileSync(join(there, path, file), file)
    }
    const log = (line: object) =>
      appendFileSync(join(there, 'log.jsonl'), `${JSON.stringify(line)}\n`)
    log({ type: 'started', device: 'cpu', step: 0, totalSteps: 1, stepsPerEpoch: 1, dropped: {} })
    log({ type: 'validation', step: 1, epoch: 1, loss: 2, lossPairs: null, bleu: null })
    const scores = { valLoss: 2, bleu: null, bytes: 9, best: true }
    log({ type: 'checkpoint', step: 1, epoch: 1, ...scores, path })
    log({ type: 'done', steps: 1 })
    const silent = pino({ level: 'silent' })
    const follower = new ClusterFollower({ library, emit: () => undefined, log: silent })

    host.stop()
    await expect
      .poll(async () => (await follower.look()).problems.map(({ code }) => code))
      .toEqual(['cluster.unreachable'])
    expect(getRun(library.read, id).state).toBe('queued')
    const again = await startSshHost(tempFolder(), 'viecap-test-host')
    onTestFinished(() => again.stop())
    vi.stubEnv('PATH', `${again.bin}:${process.env['PATH']}`)
    expect(await follower.look()).toMatchObject({ underWay: 0, problems: [] })
    expect(getRun(library.read, id)).toMatchObject({ state: 'done', bestStep: 1 })
    expect(readFileSync(join(here, path, 'model.safetensors'), 'utf8')).toBe('model.safetensors')
    expect(existsSync(join(here, path, 'state.json'))).toBe(true)
  }
)
