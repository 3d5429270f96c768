import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSafetensors } from '../../src/main/engine/formats/safetensors/safetensors'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, viecap } from './support/viecap'

const made = (name: string) => join(import.meta.dirname, '..', 'fixtures', 'embeddings', name)
const images = readdirSync(oraclePath('clip', 'images')).sort().slice(0, 3)
let dir = ''
const at = (...parts: string[]) => join(dir, ...parts)

/** A command on the library `name`; gives its exit code and what it printed as JSON. */
async function run(name: string, ...args: string[]) {
  const { code, stdout } = await viecap(at('home'), ...args, '--library', at(name), '--json')
  return { code, printed: jsonLines(stdout)[0] }
}

/** A library with three images, two pairs and a registered CLIP. */
async function makeLibrary(name: string, clip = oraclePath('clip')) {
  expect((await run(name, 'import', at('images'))).code).toBe(0)
  expect((await run(name, 'import', at('p.en'))).code).toBe(0)
  expect((await run(name, 'models', 'add', clip)).code).toBe(0)
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-embeddings-'))
  mkdirSync(at('images'))
  for (const [index, name] of images.entries()) {
    copyFileSync(oraclePath('clip', 'images', name), at('images', `img00${index}.jpg`))
  }
  writeFileSync(at('p.en'), 'sentence 0 .\nsentence 1 .\n')
  writeFileSync(at('p.vi'), 'câu số 0 .\ncâu số 1 .\n')
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

test('embeddings go out and come back to the byte, and need no embedding again', async () => {
  await makeLibrary('one')
  await makeLibrary('two')
  expect(
    await run('one', 'export', at('none.safetensors'), '--format', 'embeddings')
  ).toMatchObject({
    code: 1,
    printed: { error: { code: 'export.no-embeddings' } }
  })
  expect((await run('one', 'embed')).code).toBe(0)
  const out = (name: string) =>
    run(name, 'export', at(`${name}.safetensors`), '--format', 'embeddings')
  expect((await out('one')).printed).toMatchObject({ embeddings: 5 })

  const file = at('one.safetensors')
  expect(await run('two', 'import', file)).toMatchObject({
    code: 1,
    printed: { error: { code: 'import.no-encoder' } }
  })
  expect((await run('two', 'import', file, '--encoder', '1')).printed).toMatchObject({
    format: 'embeddings',
    embeddings: { added: 5, unchanged: 0 },
    skippedTotal: 0
  })
  expect((await run('two', 'import', file, '--encoder', '1')).printed).toMatchObject({
    embeddings: { added: 0, unchanged: 5 }
  })
  expect((await run('two', 'embed')).printed).toMatchObject({
    images: { embedded: 0 },
    sentences: { embedded: 0 }
  })
  await out('two')
  expect(readFileSync(at('two.safetensors'))).toEqual(readFileSync(file))
})

test('torch archives are matched by image, sentence and translation; others are named', async () => {
  await makeLibrary('torch')
  const list = await run('torch', 'import', made('list.pt'), '--encoder', '1')
  expect(list.printed).toMatchObject({
    embeddings: { added: 3 },
    skipped: [{ reason: 'embedding-unmatched', where: 'record 3', what: '7' }]
  })
  const columns = await run('torch', 'import', made('columns.pt'), '--encoder', '1')
  expect(columns.printed).toMatchObject({ embeddings: { added: 0, unchanged: 1 }, skippedTotal: 1 })
  const dict = await run('torch', 'import', made('dict.pt'), '--encoder', '1')
  expect(dict).toMatchObject({ code: 0, printed: { embeddings: { added: 1, unchanged: 1 } } })
  const narrow = await run('torch', 'import', made('narrow.pt'), '--encoder', '1')
  expect(narrow).toMatchObject({ code: 1, printed: { error: { code: 'import.embedding-width' } } })

  const data = new Float32Array(24).fill(NaN, 5, 6)
  await writeSafetensors(at('nan.safetensors'), new Map([['img000.jpg', { shape: [24], data }]]))
  expect(await run('torch', 'import', at('nan.safetensors'), '--encoder', '1')).toMatchObject({
    code: 1,
    printed: { error: { params: { reason: 'embedding-not-finite', what: 'img000.jpg' } } }
  })

  await run('torch', 'export', at('torch.safetensors'), '--format', 'embeddings')
  const bytes = readFileSync(at('torch.safetensors'))
  const length = Number(bytes.readBigUInt64LE(0))
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString()) as {
    __metadata__: Record<string, string>
    images: { shape: number[] }
  }
  expect(JSON.parse(header.__metadata__['images'] ?? '')).toEqual(['img001.jpg', 'img002.jpg'])
  expect(JSON.parse(header.__metadata__['sentences'] ?? '')).toEqual(['sentence 0.', 'sentence 1.'])
  // The fixture's numbers count up from 100 times the row.
  const firstOf = (row: number) =>
    bytes.readFloatLE(8 + length + row * (header.images.shape[1] ?? 0) * 4)
  expect([0, 1, 2, 3].map(firstOf)).toEqual([400, 500, 100, 200])
})

/** Writes what `change` makes of a JSON file. */
function changeJson(path: string, change: Record<string, unknown>): void {
  const json = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  writeFileSync(path, JSON.stringify({ ...json, ...change }))
}

test('another preprocessing of the same weights is embedded anew, and the first one is kept', async () => {
  const clip = at('clip')
  cpSync(oraclePath('clip'), clip, { recursive: true })
  await makeLibrary('changed', clip)
  const embedded = async () => {
    const { images, sentences } = (await run('changed', 'embed')).printed as Record<
      'images' | 'sentences',
      { embedded: number }
    >
    return [images.embedded, sentences.embedded]
  }
  const exported = async (name: string) => {
    const file = at(name)
    expect((await run('changed', 'export', file, '--format', 'embeddings')).code).toBe(0)
    return readFileSync(file)
  }
  expect(await embedded()).toEqual([3, 2])
  const first = await exported('first.safetensors')

  const file = join(clip, 'preprocessor_config.json')
  const before = readFileSync(file)
  changeJson(file, { image_mean: [0, 0, 0] })
  expect(await embedded()).toEqual([3, 0])
  const second = await exported('second.safetensors')
  expect(second).not.toEqual(first)
  expect(await run('changed', 'import', at('first.safetensors'), '--encoder', '1')).toMatchObject({
    code: 1,
    printed: { error: { code: 'import.other-encoder', params: { fields: 'preprocessing.mean' } } }
  })

  changeJson(join(clip, 'tokenizer.json'), { normalizer: null })
  expect(await embedded()).toEqual([0, 2])

  writeFileSync(file, before)
  cpSync(oraclePath('clip', 'tokenizer.json'), join(clip, 'tokenizer.json'))
  expect(await embedded()).toEqual([0, 0])
  expect(await exported('third.safetensors')).toEqual(first)
})

test('a run names what made its vectors, and captions with no other', async () => {
  const clip = at('clip-of-run')
  cpSync(oraclePath('clip'), clip, { recursive: true })
  await makeLibrary('trained', clip)
  writeFileSync(at('images', 'c.jsonl'), '{"image":"img000.jpg","caption":"một bức ảnh ."}\n')
  await run('trained', 'import', at('images', 'c.jsonl'))
  await run('trained', 'models', 'add', oraclePath('gpt2', 'safetensors'))
  const settings = ['epochs=1', 'batchSize=1', 'pairRepeat=0', 'validationImages=0']
  const sets = settings.flatMap((setting) => ['--set', setting])
  expect((await run('trained', 'train', '--preset', 'quick', ...sets)).code).toBe(0)
  const frozen = JSON.parse(
    readFileSync(at('trained', 'runs', 'run-0001', 'inputs', 'config.json'), 'utf8')
  ) as { clip: { encoders: { image: { key: string; description: string } } } }
  expect(frozen.clip.encoders.image.description).toContain('"preprocessing":{')

  const caption = () =>
    run(
      'trained',
      'caption',
      at('images'),
      '--model',
      'run-0001',
      '--force',
      '--out',
      at('captions.json')
    )
  expect((await caption()).code).toBe(0)
  changeJson(join(clip, 'preprocessor_config.json'), { image_std: [1, 1, 1] })
  expect(await caption()).toMatchObject({
    code: 1,
    printed: {
      error: { code: 'captioner.other-encoder', params: { fields: 'preprocessing.deviation' } }
    }
  })
})
