import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeRunFolder, type RunSettings } from '../../../../../test/fixtures/run-folder'
import { runFiles } from '../../../../shared/engine-protocol'
import { openCaptioner } from '../../captioner/open-captioner'
import { checkpointPath } from '../../captioner/train/checkpoint'
import { Trainer } from '../../captioner/train/trainer'
import { floatData } from '../../tensor/tensor'
import { averageCaptioners } from './average-captioners'
import { checkModel } from './check-model'
import { TaskControl } from './task-control'

const { yieldNow } = new TaskControl()
const context = { yieldNow, emit: () => undefined }
const clip = { name: 'clip', weightsHash: '' }
const steps = [3, 6, 9]
const made: string[] = []
let root = ''
let run = ''

/** A run of three epochs of three steps, trained. */
async function trained(changes: Partial<RunSettings> = {}): Promise<string> {
  const runDir = await makeRunFolder(changes)
  made.push(runDir)
  const { emit } = context
  const trainer = await Trainer.open({ runDir, device: 'cpu', emit, beforeBatch: yieldNow })
  await trainer.run()
  await trainer.close()
  return runDir
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-average-'))
  made.push(root)
  run = await trained()
}, 60_000)
afterAll(() => Promise.all(made.map((dir) => rm(dir, { recursive: true }))))

const at = (runDir: string, step: number) => ({
  name: `run:${step}`,
  captioner: { path: join(runDir, checkpointPath(step)) }
})
const average = (
  name: string,
  candidates: ReturnType<typeof at>[],
  judgedBy: string | null = null
) =>
  averageCaptioners(
    { candidates, judgedBy, clip, device: 'cpu', folder: join(root, name) },
    context
  )
const load = async (path: string) => (await openCaptioner({ path })).load()

it.each([
  ['whole', {}],
  ['LoRA', { gptTraining: 'lora', loraRank: 2, prefixLength: 3 } as const]
])(
  'averages the checkpoints of a run (%s) value by value',
  async (name, changes) => {
    const runDir = name === 'whole' ? run : await trained(changes)
    const candidates = steps.map((step) => at(runDir, step))
    const report = await average(name, candidates)
    expect(report).toEqual({
      candidates: candidates.map((one) => ({ name: one.name, loss: null, taken: true })),
      loss: null
    })
    const [a = {}, b = {}, c = {}] = await Promise.all(
      candidates.map(({ captioner }) => load(captioner.path))
    )
    const found = await load(join(root, name))
    const plain = Object.keys(a).filter((tensor) => !tensor.startsWith('lora.'))
    expect(Object.keys(found).sort()).toEqual(plain.sort())
    let moved = 0
    for (const [tensor, { data }] of Object.entries(found)) {
      const [x, y, z] = [a, b, c].map((weights) => floatData(weights[tensor]))
      const wanted = Float32Array.from(
        { length: data.length },
        (_, i) => ((x?.[i] ?? NaN) + (y?.[i] ?? NaN) + (z?.[i] ?? NaN)) / 3
      )
      expect(data).toEqual(wanted)
      moved += wanted.filter((value, i) => value !== x?.[i]).length
    }
    expect(moved).toBeGreaterThan(100)
  },
  60_000
)

it('says what it was made of, and how embeddings and ends of captions are', async () => {
  await average('facts', [at(run, 6), at(run, 9)])
  const { details, clip: known } = await checkModel({ path: join(root, 'facts') }, context)
  expect(details).toMatchObject({ endOfText: true, averageOf: ['run:6', 'run:9'] })
  expect(known).toMatchObject(clip)
})

it('chooses greedily by the validation loss of the run', async () => {
  const { candidates, loss } = await average(
    'greedy',
    steps.map((step) => at(run, step)),
    run
  )
  const states = await Promise.all(
    steps.map(async (step) => {
      const file = join(run, checkpointPath(step), runFiles.checkpointState)
      return (JSON.parse(await readFile(file, 'utf8')) as { valLoss: number }).valLoss
    })
  )
  candidates.forEach((one, place) => expect(one.loss).toBeCloseTo(states[place] ?? NaN, 5))
  const best = Math.min(...states)
  expect(loss).toBeLessThanOrEqual(best + 1e-6)
  expect(candidates[states.indexOf(best)]?.taken).toBe(true)
}, 60_000)

it('refuses captioners that differ, and leaves nothing', async () => {
  const other = await trained({ prefixLength: 4 })
  const unlike = average('unlike', [at(run, 9), { ...at(other, 9), name: 'other:9' }])
  await expect(unlike).rejects.toMatchObject({
    code: 'captioner.unlike',
    params: { first: 'run:9', other: 'other:9', differs: 'prefixLength (3, 4)' }
  })
  const stops = await trained({ endOfText: false })
  await expect(average('unlike', [at(run, 9), at(stops, 9)])).rejects.toMatchObject({
    params: { differs: 'endOfText (true, false)' }
  })
  await expect(openCaptioner({ path: join(root, 'unlike') })).rejects.toThrow()
}, 60_000)

it('refuses another vocabulary of the same size', async () => {
  const copy = join(root, 'copy')
  await cp(run, copy, { recursive: true })
  const file = join(copy, runFiles.gpt, 'tokenizer.json')
  const json = JSON.parse(await readFile(file, 'utf8')) as {
    model: { vocab: Record<string, number> }
  }
  const { vocab } = json.model
  const [a = '', b = ''] = Object.keys(vocab).filter((token) => /^[a-z]$/.test(token))
  json.model.vocab = { ...vocab, [a]: vocab[b] ?? 0, [b]: vocab[a] ?? 0 }
  await writeFile(file, JSON.stringify(json))
  await expect(average('vocabulary', [at(run, 9), at(copy, 9)])).rejects.toMatchObject({
    params: { differs: 'tokenizer' }
  })
})
