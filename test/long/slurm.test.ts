import { hash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Run } from '../../src/shared/domain'
import { cli } from '../integration/support/serve'
import { copyOf, readyLibrary } from '../integration/support/trained-library'
import { jsonLines, outcomeOf, startViecap, viecap } from '../integration/support/viecap'
import { only } from '../fixtures/temp-library'
import { inSmall } from './scale'
import { slurmLacks, startSlurm, type Slurm } from './support/slurm'

const lacks = inSmall ? 'takes minutes' : slurmLacks()

const SWEEP = ['--preset', 'quick', '--set', 'epochs=150', '--sweep', 'seed=1..6']

/** Two nodes, one of which dies; every step from the one before. */
describe.skipIf(lacks)(`a sweep of six on real Slurm${lacks ? ` (${lacks})` : ''}`, () => {
  let dir = ''
  let slurm: Slurm
  let library = ''
  let here = ''
  const home = () => join(dir, 'home')
  const ids = [1, 2, 3, 4, 5, 6].map((number) => `run-000${number}`)
  const call = async (...args: string[]) => {
    const outcome = await viecap(home(), ...args, '--library', library, '--json')
    return { ...outcome, lines: jsonLines(outcome.stdout) }
  }
  const runs = async (): Promise<Run[]> => {
    const { lines } = await call('cluster', 'status')
    const { runs, problems } = lines[0] as unknown as { runs: Run[]; problems: unknown[] }
    expect(problems).toEqual([])
    return runs
  }
  /** Runs that have written a checkpoint on the cluster, by their own logs. */
  const begun = () => {
    const root = only(readdirSync(join(dir, 'shared')))
    return ids.filter((id) => {
      const log = join(dir, 'shared', root, 'runs', id, 'log.jsonl')
      return existsSync(log) && readFileSync(log, 'utf8').includes('"type":"checkpoint"')
    }).length
  }
  const arrays = () =>
    new Set(slurm.command('squeue', '-h', '--states=all', '--format=%F').trim().split('\n'))
  const eventually = (check: () => Promise<unknown>) =>
    vi.waitFor(check, { timeout: 600_000, interval: 1000 })

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-slurm-'))
    slurm = await startSlurm(join(dir, 'slurm'))
    vi.stubEnv('SLURM_CONF', slurm.conf)
    library = await readyLibrary(dir)
    here = copyOf(library, join(dir, 'here'))
    mkdirSync(join(dir, 'home', 'clusters'), { recursive: true })
    const profile = {
      folder: join(dir, 'shared'),
      command: `${process.execPath} ${cli}`,
      setup: [`export VIECAP_HOME=${join(dir, 'home')}`],
      partition: 'main',
      cpus: 1,
      time: '00:30:00',
      every: 1
    }
    writeFileSync(join(dir, 'home', 'clusters', 'lab.json'), JSON.stringify(profile))
  })
  afterAll(() => {
    slurm?.stop()
    vi.unstubAllEnvs()
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
  })

  it('is submitted as one array, and once', async () => {
    const { code, stderr } = await call('train', ...SWEEP, '--profile', 'lab')
    expect(stderr).toContain('cluster follow')
    expect(code).toBe(0)
    const again = await call('cluster', 'submit', 'run-0003', '--profile', 'lab')
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('run-0003 is') })
    expect((await runs()).map(({ cluster }) => cluster?.job?.split('_')[1]).sort()).toEqual([
      ...['0', '1', '2', '3', '4', '5']
    ])
    expect(arrays().size).toBe(1)
  })

  it('goes on when a node and the follower die, and when it is pre-empted', async () => {
    const follower = startViecap(home(), 'cluster', 'follow', '--library', library)
    const ended = outcomeOf(follower)
    await eventually(async () => expect(begun()).toBeGreaterThanOrEqual(4))
    follower.kill('SIGKILL')
    await ended
    slurm.killNode('n1')
    await eventually(async () => expect(slurm.command('sinfo', '-h', '-o%N %T')).toMatch(/n1 down/))
    await slurm.startNode('n1')
    slurm.command(
      'sbatch',
      '--partition=high',
      '--exclusive',
      '--output=/dev/null',
      '--wrap=sleep 5'
    )
    await eventually(async () =>
      expect(slurm.command('squeue', '-hp', 'high', '-tall')).toMatch(/ CD /)
    )
    await runs()
  })

  it('stops one run with a checkpoint, which continues when it is submitted again', async () => {
    let id = ''
    await eventually(async () => {
      const running = (await runs()).find(({ state }) => state === 'running')
      expect(running).toBeDefined()
      id = running?.id ?? ''
    })
    expect((await call('cluster', 'cancel', id)).code).toBe(0)
    const ofId = async () => (await runs()).find((run) => run.id === id)
    await eventually(async () => expect(await ofId()).toMatchObject({ state: 'cancelled' }))
    expect((await call('cluster', 'submit', id, '--profile', 'lab')).code).toBe(0)
  })

  it('ends as on this machine, number for number, in the table of comparison', async () => {
    const { code, stdout, stderr } = await outcomeOf(
      startViecap(home(), 'cluster', 'follow', '--library', library)
    )
    expect(stderr + stdout).toContain('run-0006  done')
    expect(code).toBe(0)
    await viecap(home(), 'train', ...SWEEP, '--library', here)
    for (const id of ids) {
      expect(await curvesOf(home(), library, id)).toEqual(await curvesOf(home(), here, id))
      expect(weightsOf(library, id)).toEqual(weightsOf(here, id))
    }
    const table = await viecap(home(), 'runs', 'compare', ...ids, '--library', library)
    expect(table.code).toBe(0)
    for (const id of ids) expect(table.stdout).toContain(id)
    if (process.env.TABLE) writeFileSync(process.env.TABLE, table.stdout)
    expect((await runs()).some(({ resumes }) => resumes.length > 0)).toBe(true)
  })
})

const UNLIKE = new Set(['time', 'examplesPerSecond', 'tokensPerSecond', 'memoryBytes'])

/** What was computed at each step, not how fast. */
async function curvesOf(home: string, library: string, id: string): Promise<unknown> {
  const file = join(home, `${id}.jsonl`)
  const format = ['--format', 'jsonl', '--force']
  await viecap(home, 'runs', 'export', id, file, ...format, '--library', library)
  const steps: Record<string, object> = {}
  for (const line of jsonLines(readFileSync(file, 'utf8'))) {
    const values = Object.entries(line).filter(([name]) => !UNLIKE.has(name))
    const step = String(line['step'])
    steps[step] = { ...steps[step], ...Object.fromEntries(values) }
  }
  return steps
}

/** Hashes of the weights of each checkpoint that is kept. */
function weightsOf(library: string, id: string): Record<string, string> {
  const dir = join(library, 'runs', id, 'checkpoints')
  return Object.fromEntries(
    readdirSync(dir).flatMap((step) => {
      const file = join(dir, step, 'model.safetensors')
      return existsSync(file) ? [[step, hash('sha256', readFileSync(file))]] : []
    })
  )
}
