import {
  cpSync,
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { standInSlurm, type StandIn } from '../fixtures/stand-in-slurm'
import { only } from '../fixtures/temp-library'
import { cli } from './support/serve'
import { copyOf, readyLibrary } from './support/trained-library'
import { jsonLines, viecap as runViecap } from './support/viecap'

let dir: string
let slurm: StandIn
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = async (...args: string[]) => {
  const outcome = await runViecap(at('home'), ...args, '--json')
  return { ...outcome, result: jsonLines(outcome.stdout).at(-1) ?? {} }
}

/** The oracle's captioner, with all that its file does not say. */
const model = [
  ...['--model', oraclePath('clipcap', 'clipcap.safetensors')],
  ...['--clip', oraclePath('clip'), '--gpt', oraclePath('gpt2', 'safetensors')]
]
/** Sampling draws by an image's number, so that shards have to keep it. */
const drawn = ['--decode', 'nucleus', '--top-p', '0.9', '--max-tokens', '8']
const caption = (out: string, ...more: string[]) =>
  viecap('caption', at('images'), ...model, ...drawn, '--out', at(out), ...more)
const captionsIn = (out: string) =>
  JSON.parse(readFileSync(at(out), 'utf8')) as { id: string; captions: string }[]

const standing = (job: number, states: readonly string[]) =>
  slurm.queue(states.map((state, task) => `${job}_${task}|${state}|gpu|n1|None`))

/** The lines that the shards of one submission have logged. */
function logged(): { type: string; ids: number[] }[] {
  const jobs = at('slurm', 'shared', only(readdirSync(at('slurm', 'shared'))), 'jobs')
  const files = readdirSync(jobs, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('log.jsonl'))
    .flatMap((file) => jsonLines(readFileSync(join(jobs, file), 'utf8')))
    .filter((line) => 'ids' in line) as { type: string; ids: number[] }[]
}

/** The commands of the stand-in are shell scripts. */
describe.skipIf(process.platform === 'win32')('images in shards on a cluster', () => {
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-shards-'))
    cpSync(oraclePath('clip', 'images'), at('images'), { recursive: true })
    const [first = ''] = readdirSync(at('images'))
    cpSync(at('images', first), at('images', `z-again-${first}`))
    writeFileSync(at('images', 'broken.png'), 'not an image')
    mkdirSync(at('slurm'))
    slurm = standInSlurm(at('slurm'))
    const { name, ...profile } = slurm.profile
    mkdirSync(at('home', 'clusters'), { recursive: true })
    const settings = {
      ...profile,
      command: `${process.execPath} ${cli}`,
      setup: [...profile.setup, `export VIECAP_HOME=${at('home')}`],
      device: 'cpu',
      every: 1
    }
    writeFileSync(at('home', 'clusters', `${name}.json`), JSON.stringify(settings))
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

  it('caption a folder as this machine does, also when a shard is lost and submitted again', async () => {
    const here = await caption('here.json')
    expect(here).toMatchObject({ code: 1, stderr: expect.stringContaining('broken.png') })

    slurm.does([0, 2])
    standing(42, ['COMPLETED', 'NODE_FAIL', 'COMPLETED'])
    // Its node is gone before it has begun, so that Slurm names none.
    slurm.queue([
      '42_0|COMPLETED|gpu|n1|None',
      '42_1|NODE_FAIL|gpu||None',
      '42_2|COMPLETED|gpu|n1|None'
    ])
    const there = await caption('there.json', '--profile', 'lab', '--shards', '3', '--follow')
    expect(there.result).toMatchObject({ error: { code: 'cluster.shards-failed' } })
    expect(there).toMatchObject({ code: 1 })
    expect(existsSync(at('there.json'))).toBe(false)
    const begun = logged().length

    slurm.does([0])
    standing(43, ['COMPLETED'])
    const again = await caption(
      'there.json',
      '--resume',
      '--profile',
      'lab',
      '--shards',
      '1',
      '--follow'
    )
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('broken.png') })
    expect(again.result).toMatchObject({ done: 9, skipped: 1, failed: 1 })
    const captions = captionsIn('there.json')
    expect(captions.slice(0, -1)).toEqual(captionsIn('here.json').slice(0, -1))
    // The last file has the content of another one: it was captioned with that.
    const twin = captions.find(({ id }) => captions.at(-1)?.id === `z-again-${id}`)
    expect(captions.at(-1)?.captions).toBe(twin?.captions)

    // Ten contents in eleven files, each of which was worked on once.
    expect(begun).toBeLessThan(10)
    expect(
      logged()
        .flatMap(({ ids }) => ids)
        .sort((a, b) => a - b)
    ).toEqual([...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])
  })

  it('are not submitted again where everything has a caption', async () => {
    const before = slurm.submitted().length
    const again = await caption('there.json', '--resume', '--force')
    expect(again.result).toMatchObject({ done: 9, skipped: 1, failed: 1, captions: 10 })
    expect(slurm.submitted()).toHaveLength(before)
  })

  it('are captioned with int8 weights where the call asks for them', async () => {
    const greedy = ['--decode', 'greedy', '--max-tokens', '20']
    const int8 = [...greedy, '--weights', 'int8']
    await caption('here-int8.json', ...int8)
    slurm.does([0])
    standing(42 + slurm.submitted().length, ['COMPLETED'])
    const shards = ['--profile', 'lab', '--shards', '1', '--follow']
    const there = await caption('there-int8.json', ...int8, ...shards)
    expect(there).toMatchObject({ code: 1, stderr: expect.stringContaining('broken.png') })
    expect(captionsIn('there-int8.json')).toEqual(captionsIn('here-int8.json'))
    await caption('here-float32.json', ...greedy)
    expect(captionsIn('there-int8.json')).not.toEqual(captionsIn('here-float32.json'))
  })

  it('are embedded into the same vectors, and into the library once', async () => {
    const library = await readyLibrary(dir)
    const here = copyOf(library, at('embedded-here'))
    await viecap('embed', '--library', here)
    slurm.does([0, 1])
    const job = 42 + slurm.submitted().length
    standing(job, ['COMPLETED', 'COMPLETED'])
    const sent = await viecap('embed', '--library', library, '--profile', 'lab', '--shards', '2')
    expect(sent).toMatchObject({ code: 0, result: { state: 'running', cluster: { shards: 2 } } })
    const status = await viecap('cluster', 'status', '--library', library)
    expect(status.result).toMatchObject({
      jobs: [
        {
          state: 'done',
          shards: [
            { done: 4, ended: true },
            { done: 5, ended: true }
          ]
        }
      ]
    })
    const [rows, expected] = [vectorsIn(library), vectorsIn(here)]
    expect(rows).toHaveLength(9)
    for (const row of rows) {
      const distances = expected.map((other) => distance(row, other))
      expect(Math.min(...distances)).toBeLessThan(1e-5)
    }
    const again = await viecap('embed', '--library', library)
    expect(again.result).toMatchObject({ images: { embedded: 0, failed: 0 } })
  })
})

/** The rows of the library's only set of image embeddings, in no order. */
function vectorsIn(library: string): Float32Array[] {
  const folder = join(library, 'embeddings')
  const file = only(readdirSync(folder).filter((name) => name.startsWith('image')))
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, file))
  const floats = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))
  const { length } = floats
  return Array.from({ length: length / DIM }, (_, row) =>
    floats.subarray(row * DIM, (row + 1) * DIM)
  )
}

/** Width of the oracle's embeddings. */
const DIM = 24

const distance = (one: Float32Array, other: Float32Array): number =>
  Math.max(...one.map((value, place) => Math.abs(value - (other[place] ?? NaN))))
