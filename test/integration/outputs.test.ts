import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, viecap as runViecap } from './support/viecap'

const dir = mkdtempSync(join(tmpdir(), 'viecap-outputs-'))
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) => runViecap(at('home'), ...args)
const withLibrary = (...args: string[]) => viecap(...args, '--library', at('library'))
const exportTo = (file: string, ...more: string[]) =>
  withLibrary('export', file, '--format', 'jsonl', ...more)
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8')

const SAVED =
  '{"image":"a/x.jpg","captions":["Ở a ."]}\n{"image":"b/x.jpg","captions":["=Ở b ."]}\n'

/** A library of two imports with an image of the same name. */
beforeAll(async () => {
  for (const [folder, caption] of Object.entries({ a: 'Ở a .', b: '=Ở b .' })) {
    mkdirSync(at('images', folder), { recursive: true })
    writeFileSync(at('images', folder, 'x.txt'), caption)
    const background = folder === 'a' ? '#c22' : '#2c2'
    await sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .jpeg()
      .toFile(at('images', folder, 'x.jpg'))
    expect((await withLibrary('import', at('images', folder))).code).toBe(0)
  }
})
afterEach(() => {
  const left = readdirSync(dir, { recursive: true }).map(String)
  expect(left.filter((name) => name.endsWith('.part'))).toEqual([])
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

test('a file that is there is replaced by --force alone', async () => {
  writeFileSync(at('out.jsonl'), 'mine')
  const refused = await exportTo(at('out.jsonl'))
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('--force')
  expect(text('out.jsonl')).toBe('mine')
  const tried = await exportTo(at('out.jsonl'), '--dry-run')
  expect(tried.stdout).toContain(`${at('out.jsonl')} already exists`)
  expect((await exportTo(at('out.jsonl'), '--force')).code).toBe(0)
  expect(text('out.jsonl')).toBe(SAVED)
})

test('a library is never written over, its own or another', async () => {
  cpSync(at('library'), at('other'), { recursive: true })
  symlinkSync(at('library', 'library.sqlite'), at('link.jsonl'))
  for (const file of [
    at('library', 'library.sqlite'),
    at('other', 'library.sqlite'),
    at('other', 'runs', 'new.jsonl'),
    at('link.jsonl')
  ]) {
    expect((await exportTo(file, '--force')).code).toBe(2)
  }
  expect(existsSync(at('other', 'runs', 'new.jsonl'))).toBe(false)
  expect((await exportTo(at('library', 'exports', 'mine.jsonl'))).code).toBe(0)
  expect(text('library', 'exports', 'mine.jsonl')).toBe(SAVED)
})

test('the standard output carries the file alone, however it is named', async () => {
  for (const name of process.platform === 'win32' ? ['-'] : ['-', '/dev/stdout']) {
    for (const more of [[], ['--json']]) {
      const { code, stdout, stderr } = await exportTo(name, ...more)
      expect([code, stdout]).toEqual([0, SAVED])
      expect(stderr).toContain(more.length > 0 ? '"renamed":2' : 'standard output')
    }
  }
  const several = await withLibrary('export', '-', '--format', 'folder')
  expect(several).toMatchObject({ code: 2, stdout: '' })
})

test('a captioning is refused before any work where its file is there', async () => {
  writeFileSync(at('captions.json'), 'mine')
  const call = ['caption', at('images'), '--model', 'run-0001', '--out', at('captions.json')]
  const refused = await viecap(...call)
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('captions.json already exists')
  expect(existsSync(at('captions.json.viecap'))).toBe(false)
})

test.skipIf(process.platform === 'win32')('a pipe and a link stay what they are', async () => {
  execFileSync('mkfifo', [at('pipe')])
  symlinkSync('behind.jsonl', at('front.jsonl'))
  const read = execFileSync.bind(null, 'sh', ['-c', `cat '${at('pipe')}' > '${at('read')}'`])
  const exported = exportTo(at('pipe'))
  await new Promise((resolve) => setImmediate(resolve))
  read()
  expect((await exported).code).toBe(0)
  expect(text('read')).toBe(SAVED)
  expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
  expect((await exportTo(at('front.jsonl'))).code).toBe(0)
  expect(lstatSync(at('front.jsonl')).isSymbolicLink()).toBe(true)
  expect(text('behind.jsonl')).toBe(SAVED)
})

test('cells that a spreadsheet would run are made harmless, or kept on request', async () => {
  const csv = (...more: string[]) => withLibrary('export', '-', '--format', 'csv', ...more)
  const guarded = await csv()
  expect(guarded.stdout).toContain("b/x.jpg,'=Ở b .\r\n")
  expect(guarded.stderr).toContain('1 cells that a spreadsheet would run got an apostrophe')
  const kept = await csv('--keep-formulas')
  expect(kept.stdout).toContain('b/x.jpg,=Ở b .\r\n')
  for (const [name, { stdout }] of Object.entries({ guarded, kept })) {
    writeFileSync(at(`${name}.csv`), stdout)
    const into = ['--images', at('images'), '--library', at(name)]
    expect((await viecap('import', at(`${name}.csv`), ...into)).code).toBe(0)
    const back = await viecap('export', '-', '--format', 'jsonl', '--library', at(name))
    expect(back.stdout).toBe(SAVED)
  }
})

test('embeddings of images of one name come back to their own images', async () => {
  expect((await withLibrary('models', 'add', oraclePath('clip'))).code).toBe(0)
  expect((await withLibrary('embed')).code).toBe(0)
  const [first, second] = [at('first.safetensors'), at('second.safetensors')]
  expect((await withLibrary('export', first, '--format', 'embeddings')).code).toBe(0)
  const header = readFileSync(first)
  const { __metadata__: about } = JSON.parse(
    header.subarray(8, 8 + Number(header.readBigUInt64LE())).toString()
  ) as { __metadata__: { images: string } }
  expect(JSON.parse(about.images)).toEqual(['a/x.jpg', 'b/x.jpg'])

  const again = ['--library', at('again')]
  for (const folder of ['a', 'b']) await viecap('import', at('images', folder), ...again)
  await viecap('models', 'add', oraclePath('clip'), ...again)
  const read = await viecap('import', first, '--encoder', '1', '--json', ...again)
  expect(jsonLines(read.stdout)).toMatchObject([{ embeddings: { added: 2 } }])
  await viecap('export', second, '--format', 'embeddings', ...again)
  expect(readFileSync(second)).toEqual(header)
})
