import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pino from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import * as v from 'valibot'
import { clusterRoot, clusterRunDir } from '../../src/main/services/cluster/cluster-root'
import { ClusterFollower } from '../../src/main/services/cluster/follow'
import { runSending } from '../../src/main/services/cluster/send-runs'
import { shardSending } from '../../src/main/services/cluster/shards/send-shards'
import { submitArray } from '../../src/main/services/cluster/submit-array'
import {
  insertRunTasks,
  insertShardTasks,
  isRun,
  listClusterTasks,
  listShardTasks,
  updateClusterTask
} from '../../src/main/store/runs/cluster-tasks'
import { insertJob } from '../../src/main/store/jobs/jobs'
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

it.skipIf(lacks)(
  `copies the images of shards that the host does not have, by ssh${lacks ? ` (${lacks})` : ''}`,
  async () => {
    const dir = tempFolder()
    const host = await startSshHost(dir, 'viecap-test-host')
    onTestFinished(() => host.stop())
    vi.stubEnv('PATH', `${host.bin}:${process.env['PATH']}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    const slurm = standInSlurm(dir)
    const here = tempFolder()
    const path = (name: string) => join(here, name)
    for (const name of ['ảnh một.jpg', 'shared/b.jpg', 'clip/config.json', 'clip/tf_model.h5']) {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), name)
    }
    const images = { [path('shared')]: '/data' }
    const profile = { ...slurm.profile, host: 'viecap-test-host', images }
    const library = tempLibrary()
    const job = insertJob(library.write, 'caption', {})
    insertShardTasks(library.write, job.id, { profile, submission: 'abc' }, [2, 1])
    const tasks = listShardTasks(library.read, job.id)
    const context = { library, signal: new AbortController().signal, report: () => undefined }
    const item = (name: string, id: number) => ({ ids: [id], key: 'k', path: path(name) })
    const sending = shardSending(context, {
      tasks,
      items: [[item('ảnh một.jpg', 0), item('gone.jpg', 1)], [item('shared/b.jpg', 2)]],
      work: { kind: 'embed', orientation: 'upright' },
      ...{ encoder: 'e', clip: path('clip'), models: 'encoder-e' },
      writeModels: (folder) => writeFile(join(folder, 'captioner'), 'weights')
    })
    expect(await submitArray(context, tasks, sending)).toBe('42')

    const root = clusterRoot(library, profile)
    const there = `${root}/images${path('ảnh một.jpg')}`
    expect(readFileSync(there, 'utf8')).toBe('ảnh một.jpg')
    const pathsOf = (shard: number) =>
      readFileSync(`${root}/jobs/${job.id}/abc/${shard}/items.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { path: string }).path)
    expect(pathsOf(0)).toEqual([there, `${root}/images${path('gone.jpg')}`])
    expect(pathsOf(1)).toEqual(['/data/b.jpg'])
    const models = `${root}/models/encoder-e`
    expect(readFileSync(`${models}/captioner`, 'utf8')).toBe('weights')
    expect(readdirSync(`${models}/clip`)).toEqual(['config.json'])
  }
)
