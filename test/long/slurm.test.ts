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
import { noMounts, smallDisk } from '../fixtures/small-disk'
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
  const start = (...args: string[]) => startViecap(home(), ...args, '--library', library)
  const call = async (...args: string[]) => {
    const outcome = await slurm.ended(`viecap ${args.join(' ')}`, start(...args, '--json'))
    return { ...outcome, lines: jsonLines(outcome.stdout) }
  }
  const runs = async (): Promise<Run[]> => {
    const { lines } = await call('cluster', 'status')
    const { runs, problems } = lines[0] as unknown as { runs: Run[]; problems: unknown[] }
    expect(problems).toEqual([])
    return runs
  }
  const run = async (id: string) => (await runs()).find((one) => one.id === id)
  /** What a run has said on the cluster whose folder is `shared`. */
  const said = (id: string, shared = join(dir, 'shared')) => {
    const roots = existsSync(shared) ? readdirSync(shared) : []
    const log = roots.map((root) => join(shared, root, 'runs', id, 'log.jsonl')).find(existsSync)
    const lines = log === undefined ? [] : readFileSync(log, 'utf8').split('\n')
    const of = (type: string) => lines.filter((line) => line.startsWith(`{"type":"${type}"`))
    return { starts: of('started'), checkpoints: of('checkpoint') }
  }
  const hasBegun = (id: string) => said(id).checkpoints.length > 0
  const running = (node: string) =>
    lines(slurm.command('squeue', '-h', '-tR', '--array', `-w${node}`, '--format=%K')).map(
      (task) => ids[Number(task)] ?? ''
    )
  const profile = (name: string, settings: object) => {
    const all = {
      folder: join(dir, 'shared'),
      command: `${process.execPath} ${cli}`,
      setup: [`export VIECAP_HOME=${home()}`],
      ...{ partition: 'main', cpus: 1, time: '00:30:00', every: 1, ...settings }
    }
    writeFileSync(join(home(), 'clusters', `${name}.json`), JSON.stringify(all))
  }

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-slurm-'))
    slurm = await startSlurm(join(dir, 'slurm'))
    vi.stubEnv('SLURM_CONF', slurm.conf)
    library = await readyLibrary(dir)
    here = copyOf(library, join(dir, 'here'))
    mkdirSync(join(home(), 'clusters'), { recursive: true })
    profile('lab', {})
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
    const arrays = lines(slurm.command('squeue', '-h', '--states=all', '--format=%F'))
    expect(new Set(arrays).size).toBe(1)
  })

  it('goes on when a node and the follower die, and when it is pre-empted', async () => {
    const follower = start('cluster', 'follow')
    const ended = outcomeOf(follower)
    const onNodes = () => [running('n1').find(hasBegun), running('n2').find(hasBegun)]
    let interrupted: (string | undefined)[] = []
    await slurm.eventually('a run on each node has a checkpoint', () => {
      interrupted = onNodes()
      expect(interrupted).not.toContain(undefined)
    })
    slurm.killNode('n1')
    const exclusive = ['--partition=high', '--nodelist=n2', '--exclusive', '--output=/dev/null']
    slurm.command('sbatch', ...exclusive, '--wrap=sleep 5')
    follower.kill('SIGKILL')
    await ended
    await slurm.eventually('the dead node is noticed', () =>
      expect(slurm.command('sinfo', '-h', '-o%N %T')).toMatch(/n1 down/)
    )
    await slurm.startNode('n1')
    await slurm.eventually('the job that pre-empts has run', () =>
      expect(slurm.command('squeue', '-hp', 'high', '-tall')).toMatch(/ CD /)
    )
    const { code, stdout, stderr } = await slurm.ended(
      'viecap cluster follow',
      start('cluster', 'follow')
    )
    expect(stderr + stdout).toContain('run-0006  done')
    expect(code).toBe(0)
    const resumed = (await runs()).filter(({ resumes }) => resumes.length > 0)
    expect(resumed.map(({ id }) => id)).toEqual(expect.arrayContaining(interrupted))
  })

  it('ends as on this machine, number for number, in the table of comparison', async () => {
    await viecap(home(), 'train', ...SWEEP, '--library', here)
    for (const id of ids) await expectSame(id)
    const table = await viecap(home(), 'runs', 'compare', ...ids, '--library', library)
    expect(table.code).toBe(0)
    for (const id of ids) expect(table.stdout).toContain(id)
    if (process.env.TABLE) writeFileSync(process.env.TABLE, table.stdout)
  })

  it('is queued again at its time limit, stops with a checkpoint, and continues each time', async () => {
    profile('short', { time: '00:01:00', warning: 10 })
    const endless = ['--preset', 'quick', '--set', 'epochs=10000', '--set', 'validateEvery=100']
    expect((await call('train', ...endless, '--profile', 'short')).code).toBe(0)
    const id = 'run-0007'
    const starts = () => said(id).starts.map((line) => Number(/"step":(\d+)/.exec(line)?.[1]))
    await slurm.eventually('it trains again after its time limit', () =>
      expect(starts()).toHaveLength(2)
    )
    expect(starts()[1]).toBeGreaterThan(0)
    await slurm.eventually('it is seen', async () =>
      expect(await run(id)).toMatchObject({ state: 'running', resumes: [{ step: starts()[1] }] })
    )
    expect((await call('cluster', 'cancel', id)).code).toBe(0)
    await slurm.eventually('it is cancelled', async () =>
      expect(await run(id)).toMatchObject({ state: 'cancelled', error: null })
    )
    const { step = 0 } = (await run(id)) ?? {}
    expect((await call('cluster', 'submit', id, '--profile', 'lab')).code).toBe(0)
    await slurm.eventually('it continues where it was stopped', () =>
      expect(starts()[2]).toBe(step)
    )
    expect((await call('cluster', 'cancel', id, '--discard')).code).toBe(0)
    await slurm.eventually('it has left the cluster', async () =>
      expect(await run(id)).toMatchObject({ state: 'cancelled' })
    )
  })

  it.skipIf(noMounts)('says that the disk is full, and continues when there is space', async () => {
    const disk = smallDisk(24)
    profile('small', { folder: disk.path })
    const id = 'run-0008'
    const one = ['--preset', 'quick', '--set', 'epochs=300', '--set', 'validateEvery=30']
    expect((await call('train', ...one, '--profile', 'small')).code).toBe(0)
    await slurm.eventually('it has a checkpoint', () =>
      expect(said(id, disk.path).checkpoints.length).toBeGreaterThan(1)
    )
    disk.fill()
    const follow = () => slurm.ended('viecap cluster follow', start('cluster', 'follow'))
    expect((await follow()).code).toBe(1)
    const failed = await run(id)
    expect(failed).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining(disk.path) }
    })
    expect(failed?.error?.message).toMatch(/the disk is full|no space left/)
    const kept = weightsOf(library, id)
    expect(Object.keys(kept).length).toBeGreaterThan(0)
    disk.free()
    expect((await call('cluster', 'submit', id, '--profile', 'small')).code).toBe(0)
    expect((await follow()).code).toBe(0)
    expect(await run(id)).toMatchObject({ state: 'done', resumes: [{}] })
    await viecap(home(), 'train', ...one, '--library', here)
    await expectSame(id, 'run-0007')
  })

  const expectSame = async (id: string, idHere = id) => {
    expect(await curvesOf(home(), library, id)).toEqual(await curvesOf(home(), here, idHere))
    expect(weightsOf(library, id)).toEqual(weightsOf(here, idHere))
  }
})

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

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
