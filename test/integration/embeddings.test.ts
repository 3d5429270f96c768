import {
  copyFileSync,
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
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, viecap } from './support/viecap'

const made = (name: string) => join(import.meta.dirname, '..', 'fixtures', 'embeddings', name)
const pictures = readdirSync(oraclePath('clip', 'images')).sort().slice(0, 3)
let dir = ''
const at = (...parts: string[]) => join(dir, ...parts)

/** A command on the library `name`; gives its exit code and what it printed as JSON. */
async function run(name: string, ...args: string[]) {
  const { code, stdout } = await viecap(at('home'), ...args, '--library', at(name), '--json')
  return { code, printed: jsonLines(stdout)[0] }
}

/** A library with three pictures, two pairs and a registered CLIP. */
async function makeLibrary(name: string) {
  expect((await run(name, 'import', at('images'))).code).toBe(0)
  expect((await run(name, 'import', at('p.en'))).code).toBe(0)
  expect((await run(name, 'models', 'add', oraclePath('clip'))).code).toBe(0)
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-embeddings-'))
  mkdirSync(at('images'))
  for (const [index, name] of pictures.entries()) {
    copyFileSync(oraclePath('clip', 'images', name), at('images', `img00${index}.jpg`))
  }
  writeFileSync(at('p.en'), 'sentence 0 .\nsentence 1 .\n')
  writeFileSync(at('p.vi'), 'câu số 0 .\ncâu số 1 .\n')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

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

test('torch archives are matched by picture, sentence and translation; others are named', async () => {
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
