import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, viecap as runViecap } from './support/viecap'

const count = 12
let dir: string
let library: string
let data: string

const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) => runViecap(at('home'), ...args)

/** Images and captions in vieCap4H's layout, and sentence pairs. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-cli-'))
  library = at('library')
  data = at('data')
  mkdirSync(join(data, 'images_train'), { recursive: true })
  const records = Array.from({ length: count }, (_, index) => ({
    id: `img${String(index).padStart(3, '0')}.jpg`,
    captions: `một bức ảnh số ${index} .\nảnh thứ ${index} trong tập .`
  }))
  for (const [index, { id }] of records.entries()) {
    const background = { r: index * 20, g: 255 - index * 20, b: 90 }
    await sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toFile(join(data, 'images_train', id))
  }
  writeFileSync(join(data, 'train_captions.json'), JSON.stringify(records))
  const lines = Array.from({ length: count }, (_, index) => index)
  writeFileSync(join(data, 'train.en'), lines.map((i) => `sentence number ${i} .\n`).join(''))
  writeFileSync(join(data, 'train.vi'), lines.map((i) => `câu số ${i} .\n`).join(''))
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

test('an import says how to hold out images where a library has none to validate on', async () => {
  const file = join(data, 'train_captions.json')
  const imported = (...args: string[]) =>
    viecap('import', file, '--library', join(dir, 'held-out'), ...args)
  expect((await imported()).stderr).toContain('--val-fraction 0.05')
  // Nothing was added.
  expect((await imported()).stderr).toBe('')
})

test('from a folder of images to captions, step by step', async () => {
  const withLibrary = (...args: string[]) => viecap(...args, '--library', library, '--json')

  const images = await withLibrary(
    'import',
    join(data, 'train_captions.json'),
    '--val-fraction',
    '0.25'
  )
  expect(images).toMatchObject({ code: 0, stderr: '' })
  expect(jsonLines(images.stdout)).toMatchObject([
    { images: { added: count, unchanged: 0 }, captions: { added: 2 * count } }
  ])
  const again = await withLibrary(
    'import',
    join(data, 'train_captions.json'),
    '--val-fraction',
    '0.25'
  )
  expect(jsonLines(again.stdout)).toMatchObject([{ images: { added: 0, unchanged: count } }])
  const pairs = await withLibrary('import', join(data, 'train.vi'))
  expect(jsonLines(pairs.stdout)).toMatchObject([{ pairs: { added: count } }])

  expect((await withLibrary('models', 'add', oraclePath('clip'))).code).toBe(0)
  expect((await withLibrary('models', 'add', oraclePath('gpt2', 'safetensors'))).code).toBe(0)
  const models = jsonLines((await withLibrary('models', 'list')).stdout)[0]
  expect(models).toMatchObject([{ kind: 'clip' }, { kind: 'gpt2' }])

  const embedded = await withLibrary('embed')
  expect(jsonLines(embedded.stdout)).toEqual([
    { images: { embedded: count, failed: 0 }, sentences: { embedded: count, failed: 0 } }
  ])

  const train = await withLibrary(
    'train',
    '--preset',
    'quick',
    '--set',
    'epochs=2',
    '--set',
    'sampleImages=1'
  )
  expect(train.code).toBe(0)
  const events = jsonLines(train.stdout)
  const names = events
    .filter((event) => event['type'] === 'metrics')
    .flatMap((event) => (event['points'] as { name: string }[]).map(({ name }) => name))
  expect(names).toEqual(expect.arrayContaining(['loss', 'valLoss', 'bleu1', 'bleu4', 'bleu']))
  expect(events.at(-1)).toMatchObject({
    type: 'done',
    run: { id: 'run-0001', state: 'done', epoch: 2, bestValLoss: expect.any(Number) }
  })
  const shown = jsonLines((await withLibrary('runs', 'show', 'run-0001')).stdout)[0]
  expect(shown).toMatchObject({ run: { state: 'done' } })

  const out = at('captions.json')
  const caption = await withLibrary(
    'caption',
    join(data, 'images_train'),
    '--model',
    'run-0001',
    '--out',
    out,
    '--beams',
    '3'
  )
  expect(jsonLines(caption.stdout)).toMatchObject([{ done: count, failed: 0 }])
  const written = JSON.parse(readFileSync(out, 'utf8')) as { id: string; captions: string }[]
  expect(written.map(({ id }) => id)).toContain('img000.jpg')
  expect(written.every(({ captions }) => typeof captions === 'string')).toBe(true)

  const exported = at('export.json')
  expect((await withLibrary('export', exported, '--format', 'viecap4h')).code).toBe(0)
  const perfect = await viecap(
    'score',
    '--references',
    exported,
    '--hypotheses',
    exported,
    '--json'
  )
  expect(jsonLines(perfect.stdout)).toMatchObject([{ items: count, rougeL: 1 }])
})

test('half precision is refused before a run is made, where the device has none', async () => {
  const settings = ['--preset', 'quick', '--set', 'precision=float16', '--device', 'cpu']
  const refused = await viecap('train', ...settings, '--library', library)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('the device cpu cannot compute in half precision')
  const runs = await viecap('runs', 'list', '--library', library, '--json')
  expect(jsonLines(runs.stdout)[0]).toMatchObject([{ id: 'run-0001', state: 'done' }])
})

test('a run goes on without its terminal, and its folder is trained without the library', async () => {
  const place = at('detached')
  cpSync(library, place, { recursive: true })
  const args = ['--preset', 'quick', '--set', 'epochs=2', '--library', place, '--json']
  const { code, stdout } = await viecap('train', '--detach', ...args)
  expect(code).toBe(0)
  const [started] = jsonLines(stdout)
  expect(started).toMatchObject({ runId: 'run-0002', pid: expect.any(Number) as number })
  const log = String(started?.['log'])
  // It can be looked at while it trains, and when it is over.
  const looked = await viecap('runs', 'list', '--library', place, '--json')
  expect(jsonLines(looked.stdout)[0]).toMatchObject([{ id: 'run-0002' }, { id: 'run-0001' }])
  await expect
    .poll(() => jsonLines(readFileSync(log, 'utf8')).at(-1))
    .toMatchObject({
      type: 'done',
      run: { id: 'run-0002', state: 'done', epoch: 2 }
    })

  const bundle = at('bundle')
  const inputs = join('runs', 'run-0002', 'inputs')
  cpSync(join(place, inputs), join(bundle, 'inputs'), { recursive: true })
  const trained = await viecap('train', '--bundle', bundle, '--json')
  expect(trained).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /^needs up to [\d.]+( of [\d.]+)? GB of memory \(\w+\)\n$/
    ) as string
  })
  expect(jsonLines(trained.stdout)[0]).toMatchObject({ type: 'started', step: 0 })
  const steps = Number(jsonLines(trained.stdout).at(-1)?.['steps'])
  const weights = (dir: string) =>
    readFileSync(
      join(dir, 'checkpoints', `step-${String(steps).padStart(8, '0')}`, 'model.safetensors')
    )
  expect(weights(bundle).equals(weights(join(place, 'runs', 'run-0002')))).toBe(true)
})

const badCalls: [string, string[], string][] = [
  ['no command', [], 'Usage: viecap'],
  ['an unknown command', ['fly'], "unknown command 'fly'"],
  ['a missing library', ['runs', 'list'], "required option '--library <dir>'"],
  ['an unknown preset', ['train', '--library', 'L', '--preset', 'b64'], "'b64' is invalid"],
  [
    'an unknown setting',
    ['train', '--library', 'L', '--preset', 'quick', '--set', 'lr=1'],
    'no setting lr'
  ],
  [
    'a wrong value',
    ['train', '--library', 'L', '--preset', 'quick', '--set', 'epochs=0'],
    'epochs'
  ],
  ['no settings', ['train', '--library', 'L'], '--preset or --config'],
  ['neither library nor bundle', ['train', '--preset', 'quick'], '--library or --bundle'],
  ['not a number', ['import', 'x', '--library', 'L', '--seed', 'one'], 'Not a number'],
  [
    'a bad checkpoint',
    ['caption', 'x', '--library', 'L', '--out', 'x', '--model', 'run-0001:x'],
    "write a run's checkpoint as RUN"
  ],
  [
    'a run that is not there',
    ['caption', 'x', '--library', 'L', '--out', 'x', '--model', 'run-0007'],
    'run-0007'
  ],
  ['nothing to write', ['caption', 'x', '--library', 'L', '--model', 'run-0001'], '--out FILE']
]
test.each(badCalls)('%s is a wrong call', async (_name, args, words) => {
  const outcome = await viecap(...args.map((arg) => (arg === 'L' ? library : arg)))
  expect(outcome).toMatchObject({ code: 2, stdout: '' })
  expect(outcome.stderr).toContain(words)
})

test('what cannot be used gives one clear line, exit code 1, and nothing half-done', async () => {
  const captions = (name: string, ...ids: string[]) => {
    writeFileSync(at(name), JSON.stringify(ids.map((id) => ({ id, captions: 'một .' }))))
    return at(name)
  }
  writeFileSync(at('cut.json'), '[{"id": "a.jpg", "captions": "một')
  writeFileSync(at('text.jpg'), 'this is no image')
  mkdirSync(at('no-model'))
  cpSync(oraclePath('gpt2', 'safetensors'), at('cut-model'), { recursive: true })
  const weights = at('cut-model', 'model.safetensors')
  writeFileSync(weights, readFileSync(weights).subarray(0, 9000))
  const place = at('bad')

  const cases: [string[], RegExp][] = [
    [['import', at('cut.json')], /cut\.json ends unexpectedly/],
    [['import', at('nowhere.json')], /nowhere\.json does not exist/],
    [['import', captions('missing.json', 'nothing.jpg')], /missing\.json.*nothing\.jpg/],
    [['import', captions('fake.json', 'text.jpg')], /fake\.json.*text\.jpg/],
    [
      ['import', captions('outside.json', '../data/images_train/img000.jpg')],
      /outside\.json.*\.\.\//
    ],
    [['models', 'add', at('no-model')], /no-model.*config\.json/],
    [['models', 'add', at('cut-model')], /model\.safetensors is truncated/],
    [['train', '--preset', 'quick'], /no encoder/]
  ]
  for (const [args, words] of cases) {
    const outcome = await viecap(...args, '--library', place)
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toMatch(words)
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1)
  }
  const doctor = await viecap('doctor', '--library', place, '--json')
  expect(jsonLines(doctor.stdout)[0]).toMatchObject({
    library: { counts: { images: 0, captions: 0, pairs: 0, models: 0, runs: 0 } }
  })
})

test('with --json an error is an object on stdout too', async () => {
  const { code, stdout, stderr } = await viecap(
    'runs',
    'list',
    '--library',
    at('nowhere'),
    '--json'
  )
  expect(code).toBe(1)
  expect(jsonLines(stdout)).toMatchObject([
    { error: { code: 'library.not-found', params: { path: at('nowhere') } } }
  ])
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('a path that is not there, or no folder, is named in words for people', async () => {
  writeFileSync(at('a-file'), 'no library')
  const embedding = await viecap('bench', 'embed', at('nowhere'))
  const loading = await viecap('bench', 'load', at('nowhere'))
  for (const { code, stderr } of [embedding, loading]) {
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${at('nowhere')} does not exist`) as string
    })
  }
  const importing = await viecap('import', data, '--library', at('a-file'))
  expect(importing.code).toBe(1)
  expect(importing.stderr).toContain(`no library in ${at('a-file')}`)
})

test('images that cannot be read do not stop the others, and are named', async () => {
  const folder = at('mixed')
  mkdirSync(folder)
  cpSync(join(data, 'images_train', 'img000.jpg'), join(folder, 'good.jpg'))
  writeFileSync(join(folder, 'bad.jpg'), 'no image')
  const args = [
    'caption',
    folder,
    '--library',
    library,
    '--model',
    'run-0001:last',
    '--decode',
    'greedy'
  ]
  const mixed = await viecap(...args, '--out', at('mixed.csv'))
  expect(mixed.code).toBe(1)
  expect(mixed.stdout).toContain('1 captions written')
  expect(mixed.stderr).toContain('bad.jpg')
  expect(readFileSync(at('mixed.csv'), 'utf8')).toMatch(/^image,caption,score\r?\ngood\.jpg,/)
  rmSync(join(folder, 'good.jpg'))
  const none = await viecap(...args, '--out', at('none.csv'))
  expect(none.code).toBe(1)
  expect(() => readFileSync(at('none.csv'))).toThrow('ENOENT')
})
