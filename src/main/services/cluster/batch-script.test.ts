import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noMounts, smallDisk } from '../../../../test/fixtures/small-disk'
import { standInSlurm } from '../../../../test/fixtures/stand-in-slurm'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { batchScript, submissionDir } from './batch-script'
import { readLog } from './run-log'

const it = test.skipIf(process.platform === 'win32')

/** Task 0 of an array whose run is in folder `root`, and a `viecap` that does `training`. */
function scene(training: string, root = tempFolder()) {
  const dir = tempFolder()
  const { profile } = standInSlurm(dir)
  const place = { root, submission: 'abc' }
  const runDir = join(root, 'runs', 'run-0001')
  for (const folder of [runDir, submissionDir(place)]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(submissionDir(place), 'tasks.txt'), 'runs/run-0001\n')
  const program = (name: string, script: string) => {
    writeFileSync(join(dir, 'bin', name), `#!/bin/bash\n${script}\n`)
    chmodSync(join(dir, 'bin', name), 0o755)
  }
  program('squeue', 'echo RUNNING')
  program('scontrol', `echo "$*" >>${join(dir, 'asked')}`)
  program('viecap', training)
  const script = join(dir, 'array.sh')
  writeFileSync(
    script,
    batchScript({ ...profile, folder: root }, place, { command: 'train', count: 1 })
  )
  return {
    at: (name: string) => join(runDir, name),
    asked: () => (existsSync(join(dir, 'asked')) ? readFileSync(join(dir, 'asked'), 'utf8') : ''),
    outcome: () => readLog(readFileSync(join(runDir, 'log.jsonl'))).outcome,
    /** Starts the attempt that follows `restarts` others. */
    start(restarts: number) {
      const job = { SLURM_JOB_ID: '7', SLURM_ARRAY_TASK_ID: '0' }
      const child = spawn('bash', [script], {
        env: { ...process.env, ...job, SLURM_RESTART_COUNT: String(restarts) },
        stdio: 'ignore'
      })
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
      return { child, ended }
    }
  }
}

/** A training that begins, and stops as it is asked to. */
const LONG = `echo '{"type":"started"}'
trap 'echo "{\\"error\\":{\\"code\\":\\"engine.cancelled\\"}}"; exit 130' TERM
while :; do sleep 0.1; done`

it('does not train where it is asked to end while it waits for its turn', async () => {
  const { at, asked, start } = scene('touch trained')
  writeFileSync(at('stop'), '')
  const { child, ended } = start(1)
  await expect.poll(() => existsSync(at('owner'))).toBe(true)
  child.kill('SIGTERM')
  expect(await ended).toBe(143)
  expect(existsSync(at('trained'))).toBe(false)
  expect(asked()).toBe('')
})

it('is queued again where it has to make room, waiting or training', async () => {
  const { at, asked, outcome, start } = scene(LONG)
  const waiting = start(1)
  await expect.poll(() => existsSync(at('owner'))).toBe(true)
  waiting.child.kill('SIGTERM')
  await waiting.ended
  expect(asked()).toBe('requeue 7\n')
  const training = start(0)
  await expect.poll(() => readFileSync(at('log.jsonl'), 'utf8')).toContain('started')
  training.child.kill('SIGTERM')
  await training.ended
  expect(asked()).toBe('requeue 7\nrequeue 7\n')
  expect(outcome()).toMatchObject({ error: { code: 'engine.cancelled' } })
})

test.skipIf(noMounts)('says that the disk is full, where the run cannot', async () => {
  const disk = smallDisk(1)
  const { at, outcome, start } = scene('cat /dev/zero >filler; exit 1', disk.path)
  const full = { error: { code: 'cluster.disk-full', params: { folder: disk.path } } }
  expect(await start(0).ended).toBe(1)
  expect(outcome()).toMatchObject(full)
  // An attempt on a disk that is still full does not begin.
  writeFileSync(at('log.jsonl'), '')
  expect(await start(1).ended).toBe(1)
  expect(outcome()).toMatchObject(full)
  expect(readFileSync(at('owner'), 'utf8')).toBe('7.0\n')
})
