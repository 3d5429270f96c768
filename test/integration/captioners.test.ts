import { execFile } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, viecap as runViecap } from './support/viecap'

let dir = ''
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) =>
  runViecap(at('home'), ...args, '--library', at('library'), '--json')
const checkpoint = oraclePath('clipcap', 'clipcap.pt')
const parts = ['--clip', oraclePath('clip'), '--gpt', oraclePath('gpt2', 'safetensors')]

/** Eight images with two captions each, a quarter of them for validation. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-captioners-'))
  mkdirSync(at('data', 'images_train'), { recursive: true })
  const records = Array.from({ length: 8 }, (_, index) => ({
    id: `img${index}.jpg`,
    captions: `một bức ảnh số ${index} .\nảnh thứ ${index} .`
  }))
  for (const [index, { id }] of records.entries()) {
    const background = { r: index * 30, g: 255 - index * 30, b: 90 }
    await sharp({ create: { width: 40, height: 40, channels: 3, background } })
      .jpeg()
      .toFile(at('data', 'images_train', id))
  }
  writeFileSync(at('data', 'train.json'), JSON.stringify(records))
  await viecap('import', at('data', 'train.json'), '--val-fraction', '0.25')
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

/** Captions of the folder by `model`, by image. */
async function captionsBy(model: string, ...args: string[]): Promise<unknown> {
  const out = at(`${model.replaceAll('/', '_')}.json`)
  const folder = at('data', 'images_train')
  const beams = ['--beams', '2', '--max-tokens', '12']
  const outcome = await viecap('caption', folder, '--model', model, '--out', out, ...beams, ...args)
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  return JSON.parse(readFileSync(out, 'utf8'))
}

test('a ClipCap file captions, is evaluated, and starts a run that is written out', async () => {
  const lacking = await viecap('models', 'add', checkpoint)
  expect(lacking.code).toBe(1)
  expect(lacking.stderr).toContain('clipcap.pt does not say which GPT-2')
  const captions = await captionsBy(checkpoint, ...parts)
  expect(captions).toHaveLength(8)
  const models = jsonLines((await viecap('models', 'list')).stdout)[0]
  expect(models).toMatchObject([
    { id: 1, kind: 'clip' },
    { id: 2, kind: 'gpt2' },
    { name: 'clipcap.pt', kind: 'captioner', clipModelId: 1, gptModelId: 2 }
  ])

  const scores = jsonLines((await viecap('evaluate', 'clipcap.pt', '--beams', '2')).stdout)[0]
  expect(scores).toMatchObject({
    split: 'val',
    images: 2,
    failed: 0,
    bleuAverage: expect.any(Number)
  })

  const quick = ['train', '--preset', 'quick', '--set', 'epochs=2', '--start', 'clipcap.pt']
  const trained = await viecap(...quick, '--set', 'learningRate=0.001')
  expect(jsonLines(trained.stdout).at(-1)).toMatchObject({
    run: { state: 'done', config: { startModelId: expect.any(Number), prefixLength: 4 } }
  })
  const mismatch = await viecap(...quick, '--set', 'prefixLength=5')
  expect(mismatch.stderr).toContain('has prefixLength 4, but the run has 5')

  const byRun = await captionsBy('run-0001:last')
  expect(byRun).not.toEqual(captions)
  for (const [name, format] of [
    ['out.pt', 'clipcap-pt'],
    ['out.safetensors', 'safetensors'],
    ['out', 'hf']
  ] as const) {
    const file = at(name)
    const written = await viecap('runs', 'export', 'run-0001:last', file, '--format', format)
    expect(written).toMatchObject({ code: 0, stderr: '' })
    expect(statSync(file).isDirectory()).toBe(format === 'hf')
    expect(await captionsBy(file)).toEqual(byRun)
  }

  // Programs of their own, with nothing of the workbench.
  const onnx = at('onnx')
  const search = ['--beams', '2', '--max-tokens', '12']
  const written = await viecap(
    ...['runs', 'export', 'run-0001:last', onnx, '--format', 'onnx', ...search]
  )
  expect(written).toMatchObject({ code: 0, stderr: '' })
  symlinkSync(resolve('node_modules'), join(onnx, 'node_modules'))
  const images = readdirSync(at('data', 'images_train')).map((name) =>
    at('data', 'images_train', name)
  )
  const program = [join(onnx, 'caption.mjs'), ...images]
  const { stdout } = await promisify(execFile)(process.execPath, program)
  const lines = stdout.trimEnd().split('\n')
  expect(lines.map((line) => line.split('\t'))).toEqual(
    (byRun as { id: string; captions: string }[]).map(({ id, captions }) => [
      at('data', 'images_train', id),
      captions
    ])
  )
  const sampling = ['runs', 'export', 'run-0001:last', at('no'), '--format', 'onnx']
  const refused = await viecap(...sampling, '--decode', 'nucleus')
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.stderr).toContain('and have no nucleus')
}, 120_000)

test('checkpoints are averaged into a captioner that captions, is scored, exported and trained on', async () => {
  await viecap('import', resolve('docs/tour/pairs.en'))
  const trained = await viecap('train', '--preset', 'quick', '--set', 'epochs=3')
  const runId = (jsonLines(trained.stdout).at(-1) as { run: { id: string } }).run.id
  const few = await viecap('runs', 'average', runId, '--last', '9')
  expect(few).toMatchObject({ code: 1 })
  expect(few.stderr).toContain('An average needs at least 9 checkpoints')
  const both = await viecap('runs', 'average', runId, '--last', '2', '--greedy')
  expect(both.code).toBe(2)

  const last = jsonLines((await viecap('runs', 'average', runId, '--last', '2')).stdout)[0]
  expect(last).toMatchObject({
    model: {
      name: `${runId}-last-2`,
      kind: 'captioner',
      clipModelId: 1,
      gptModelId: null,
      details: { averageOf: [expect.stringContaining(runId), expect.stringContaining(runId)] }
    },
    candidates: [
      { loss: null, taken: true },
      { loss: null, taken: true }
    ]
  })
  const again = jsonLines((await viecap('runs', 'average', runId, '--last', '2')).stdout)[0]
  expect(again).toMatchObject({ model: { name: `${runId}-last-2-2` } })
  const greedy = await viecap('runs', 'average', runId, '--greedy')
  expect(jsonLines(greedy.stdout)[0]).toMatchObject({
    loss: expect.any(Number),
    model: { name: `${runId}-greedy` }
  })
  expect(readdirSync(at('library', 'averages')).sort()).toEqual(
    ['greedy', 'last-2', 'last-2-2'].map((name) => `${runId}-${name}`)
  )

  const name = `${runId}-last-2`
  const captions = await captionsBy(name)
  const scores = await viecap('evaluate', name, '--beams', '2')
  expect(jsonLines(scores.stdout)[0]).toMatchObject({ images: 2, failed: 0 })
  for (const choice of ['cider', 'bleu', 'clip']) {
    const chosen = await viecap('evaluate', name, '--beams', '3', '--choice', choice)
    expect(jsonLines(chosen.stdout)[0]).toMatchObject({ images: 2, failed: 0 })
  }
  const file = at('average')
  await viecap('runs', 'export', name, file, '--format', 'hf')
  expect(await captionsBy(file)).toEqual(captions)
  const without = await viecap('evaluate', 'clipcap.pt', '--choice', 'clip')
  expect(without).toMatchObject({ code: 1 })
  expect(without.stderr).toContain('has no sentence pairs to compare captions through')
  const project = ['--projection-temperature', '0.01']
  const unprojected = await viecap('evaluate', 'clipcap.pt', ...project)
  expect(unprojected.stderr).toContain('has no memory of the sentences that it was trained on')
  const remembering = at('remembering')
  await viecap('runs', 'export', name, remembering, '--format', 'hf', '--memory')
  const choosing = [...['--beams', '3', '--choice', 'clip', '--clip-weight', '1'], ...project]
  const own = await viecap('evaluate', name, ...choosing)
  const exported = await viecap('evaluate', remembering, ...choosing)
  expect(jsonLines(exported.stdout)[0]).toEqual({
    ...(jsonLines(own.stdout)[0] as object),
    jobId: expect.any(Number)
  })
  expect(readFileSync(join(file, 'README.md'), 'utf8')).toMatch(
    /The average of the weights of run-0002:\d+, run-0002:\d+\./
  )
  const more = await viecap('train', '--preset', 'quick', '--set', 'epochs=1', '--start', name)
  expect(jsonLines(more.stdout).at(-1)).toMatchObject({ run: { state: 'done' } })
  const runs = await viecap('runs', 'average', runId, 'run-0001', '--last', '1')
  expect(runs).toMatchObject({ code: 1 })
  expect(runs.stderr).toMatch(/run-0001:\d+ differs from run-0002:\d+ in: prefixLength \(10, 4\)/)
}, 240_000)

test('a model that is not there is a wrong call, with those that are', async () => {
  const outcome = await viecap('evaluate', 'nobody')
  expect(outcome.code).toBe(2)
  expect(outcome.stderr).toContain('there is no run, captioner, file or folder nobody')
  expect(outcome.stderr).toContain('clipcap.pt')
  const empty = await viecap('evaluate', 'clipcap.pt', '--split', 'test')
  expect(empty).toMatchObject({ code: 1 })
  expect(empty.stderr).toContain('The split test has no image')
})
