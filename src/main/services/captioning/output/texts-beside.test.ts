import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addCaptioned } from '../../../../../test/fixtures/captioning'
import { tempFolder, tempLibrary } from '../../../../../test/fixtures/temp-library'
import type { TextMode } from '../../../../shared/domain'
import { exportCaptioning } from './export-captioning'

/** Writes captions next to the images of `folder`, and gives the report. */
function writeBeside(folder: string, captions: Record<string, string>, textMode: TextMode) {
  const library = tempLibrary()
  const jobId = addCaptioned(library, {}, captions, folder)
  return exportCaptioning(library, {
    jobId,
    file: null,
    format: 'txt',
    textMode,
    sample: null,
    overwrite: false,
    keepFormulas: false
  })
}

const utf16 = (text: string, big = false) => {
  const bytes = Buffer.from(text, 'utf16le')
  return big ? bytes.swap16() : bytes
}
/** How a text is encoded, by what it has before it. */
const encodings: [string, (text: string) => Buffer][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a mark', (text) => Buffer.from('\ufeff' + text)],
  ['UTF-16LE', (text) => utf16('\ufeff' + text)],
  ['UTF-16BE', (text) => utf16('\ufeff' + text, true)],
  ['UTF-16LE without a mark', (text) => utf16(text)]
]
const ends = ['\n', '\r\n', '\r']
const cases = encodings.flatMap(([name, encode]) =>
  ends.map((end) => [name, JSON.stringify(end), encode, end] as const)
)

it.each(cases)('a text in %s with %s keeps both', async (_name, _end, encode, end) => {
  for (const last of ['', end]) {
    const folder = tempFolder()
    const path = join(folder, 'a.txt')
    const write = () => writeFileSync(path, encode(`Cũ một .${end}Cũ hai .${last}`))
    write()
    chmodSync(path, 0o640)
    expect(await writeBeside(folder, { 'a.jpg': 'Mới .' }, 'append')).toMatchObject({
      captions: 1,
      unwritten: 0
    })
    expect(readFileSync(path)).toEqual(encode(`Cũ một .${end}Cũ hai .${end}Mới .${end}`))
    expect(statSync(path).mode & 0o777).toBe(0o640)
    write()
    await writeBeside(folder, { 'a.jpg': 'Mới .' }, 'prepend')
    expect(readFileSync(path)).toEqual(encode(`Mới .${end}Cũ một .${end}Cũ hai .${last}`))
    expect(await writeBeside(folder, { 'a.jpg': 'Cũ hai .' }, 'append')).toMatchObject({ kept: 1 })
  }
})

it.each(['append', 'prepend'] as const)(
  'where %s cannot be done, that text fails alone with its reason and stays as it was',
  async (mode) => {
    const folder = tempFolder()
    const latin1 = Buffer.from([0x4d, 0xf4, 0x74, 0x20, 0x6c, 0xe0, 0x0a])
    writeFileSync(join(folder, 'latin1.txt'), latin1)
    mkdirSync(join(folder, 'folder.txt'))
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    const long = 'x'.repeat(251)
    const captions = {
      'latin1.jpg': 'một',
      'folder.jpg': 'một',
      'pipe.jpg': 'một',
      [`${long}.jpg`]: 'một',
      // The name of the text is over the limit of a file system, since both images are called so.
      [`${long}.png`]: 'một',
      'last.jpg': 'một'
    }
    const report = await writeBeside(folder, captions, mode)
    expect(report).toMatchObject({ captions: 1, kept: 0, unwritten: 5 })
    const reasons = report.failures.map(({ error }) => [error.code, error.params['detail'] ?? null])
    expect(reasons).toEqual([
      ['file.not-text', null],
      ['file.not-regular', null],
      ['file.not-regular', null],
      ['file.unreadable', 'the name is too long for this disk'],
      ['file.unreadable', 'the name is too long for this disk']
    ])
    expect(readFileSync(join(folder, 'latin1.txt'))).toEqual(latin1)
    expect(readFileSync(join(folder, 'last.txt'), 'utf8')).toBe('một\n')
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  }
)

it('a text with the longest name that there is gets written', async () => {
  const folder = tempFolder()
  const name = 'x'.repeat(251)
  for (const mode of ['append', 'replace'] as const) {
    expect(await writeBeside(folder, { [`${name}.jpg`]: mode }, mode)).toMatchObject({
      unwritten: 0
    })
  }
  expect(readFileSync(join(folder, `${name}.txt`), 'utf8')).toBe('replace\n')
})

it('replaces what is no text, keeps what is to be kept, and writes where a link leads', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'a.txt'), Buffer.from([0xf4, 0xe0]))
  expect(await writeBeside(folder, { 'a.jpg': 'một' }, 'keep')).toMatchObject({ kept: 1 })
  await writeBeside(folder, { 'a.jpg': 'một' }, 'replace')
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('một\n')
  symlinkSync('a.txt', join(folder, 'b.txt'))
  await writeBeside(folder, { 'b.jpg': 'hai' }, 'append')
  expect(lstatSync(join(folder, 'b.txt')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('một\nhai\n')
})
