import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import yazl from 'yazl'
import { directImages } from '../../../../test/fixtures/direct-images'
import { asNobody } from '../../../../test/fixtures/as-nobody'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ImportParams } from '../../../shared/domain'
import { findErrorText } from '../../../shared/errors'
import { listCaptions } from '../../store/captions/captions'
import { pageImages } from '../../store/search/image-listing'
import type { Library } from '../../store/core/library'
import { runImport } from '.'

const image = oraclePath(
  'clip',
  'images',
  readdirSync(oraclePath('clip', 'images')).sort()[0] ?? ''
)
const importInto = (library: Library, path: string, signal = new AbortController().signal) =>
  runImport(library, v.parse(ImportParams, { path }), {
    images: directImages,
    signal,
    report: () => undefined
  })

/** A folder with the images `a.jpg` and `b.jpg`, and these files. */
function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const folder = tempFolder()
  for (const name of ['a.jpg', 'b.jpg']) copyFileSync(image, join(folder, name))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

function captionsOf(library: Library): Record<string, string[]> {
  const { rows } = pageImages(library.read, {}, { offset: 0, limit: 100 })
  return Object.fromEntries(
    rows.map(({ id, name }) => [name, listCaptions(library.read, id).map(({ text }) => text)])
  )
}

const both = { 'a.jpg': ['một'], 'b.jpg': ['hai'] }

it.each([
  [
    'comments.json',
    '// list\n[{"id":"a.jpg","captions":"một"} /* x */,{"id":"b.jpg","captions":"hai"}]'
  ],
  ['comma.json', '[{"id":"a.jpg","captions":"một"},{"id":"b.jpg","captions":"hai"},]'],
  ['lines.json', '{"image":"a.jpg","caption":"một"}\n{"image":"b.jpg","caption":"hai"}\n'],
  ['comma.jsonl', '{"image":"a.jpg","caption":"một"},\n{"image":"b.jpg","caption":"hai"},\n'],
  ['list.jsonl', '[\n{"image":"a.jpg","caption":"một"},\n{"image":"b.jpg","caption":"hai"}\n]\n']
])('%s is read, since it is clear what it says', async (name, text) => {
  const library = tempLibrary()
  const report = await importInto(library, join(folderWith({ [name]: text }), name))
  expect(report.skippedTotal).toBe(0)
  expect(captionsOf(library)).toEqual(both)
})

it('one object by itself is a record', async () => {
  const library = tempLibrary()
  const folder = folderWith({ 'one.json': '{"id":"a.jpg","captions":"một"}' })
  await importInto(library, join(folder, 'one.json'))
  expect(captionsOf(library)).toEqual({ 'a.jpg': ['một'] })
})

it.each([
  [
    'x.json',
    '[{"id":"a.jpg","captions":"một"},\n{"id":"b.jpg",\n"captions":"hai","area":NaN}]',
    { reason: 'json-value', where: 'record 2', line: 3, field: 'area' }
  ],
  [
    'x.json',
    '[{"id":"a.jpg","captions":"một"},\n{"image":"b.jpg","caption":"hai"}]',
    { reason: 'field-missing', where: 'record 2', line: 2, field: 'id' }
  ],
  [
    'x.json',
    '[{"id":"a.jpg","captions":"một"},\n{"id":"b.jpg","captions":7}]',
    { reason: 'field-wrong', where: 'record 2', line: 2, field: 'captions' }
  ],
  [
    'x.json',
    '[{"id":"a.jpg","captions":"một"},\n"b.jpg"]',
    { reason: 'record-malformed', where: 'record 2', line: 2 }
  ],
  [
    'x.json',
    '[{"id":"a.jpg","captions":"một"},{"id":"b.jpg","captions":"hỏng \\ud83d ."}]',
    { reason: 'text-broken', where: 'record 2', line: 1 }
  ],
  [
    'x.json',
    '[{"id":"a.jpg","captions":"một"},{"id":"b.jpg","captions":"hỏng \\u0000 ."}]',
    { reason: 'text-broken', where: 'record 2', line: 1 }
  ],
  [
    'x.jsonl',
    '{"image":"a.jpg","caption":"một"}\n{"image":"b.jpg","caption":"hai","x":{"y":Infinity}}\n',
    { reason: 'json-value', where: 'line 2', field: 'x.y' }
  ],
  [
    'x.jsonl',
    '{"image":"a.jpg","caption":"một"}\n{"photo":"b.jpg","caption":"hai"}\n',
    { reason: 'field-missing', where: 'line 2', field: 'image' }
  ],
  [
    'x.jsonl',
    `{"image":"a.jpg","caption":"một"}\n{"image":"b.jpg","x":${'['.repeat(5000)}${']'.repeat(5000)}}\n`,
    { reason: 'json-deep', where: 'line 2' }
  ]
])('in %s only the record that is refused is left out: %#', async (name, text, wanted) => {
  const library = tempLibrary()
  const report = await importInto(library, join(folderWith({ [name]: text }), name))
  expect(report.skipped).toEqual([expect.objectContaining(wanted)])
  expect(captionsOf(library)).toEqual({ 'a.jpg': ['một'] })
})

it('one value that is no JSON costs a COCO file of thousands one record', async () => {
  const annotations = Array.from({ length: 3000 }, (_, i) => {
    const area = i === 1500 ? 'NaN' : '1.0'
    return `{"id":${i},"image_id":${i % 2},"caption":"Câu ${i % 1000} .","area":${area}}`
  })
  const images = '[{"id":0,"file_name":"a.jpg"},{"id":1,"file_name":"b.jpg"}]'
  const coco = `{"images":${images},\n"info":{"x":-Infinity},\n"annotations":[\n${annotations.join(',\n')}]}`
  const library = tempLibrary()
  const report = await importInto(library, join(folderWith({ 'x.json': coco }), 'x.json'))
  expect(report.skipped.filter(({ reason }) => reason === 'json-value')).toMatchObject([
    { where: 'info', line: 2, field: 'x' },
    { where: 'annotation 1501', line: 1504, field: 'area' }
  ])
  expect(report.captions.added + (report.skippedByReason['captions-too-many'] ?? 0)).toBe(2999)
})

it('says in both languages where nothing could be used, and why', async () => {
  const file = join(folderWith({ 'x.json': '[\n{"captions":"một"}]' }), 'x.json')
  const error = await importInto(tempLibrary(), file).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    code: 'import.nothing-usable',
    params: { where: 'record 1, line 2, field id', reason: 'field-missing' }
  })
  const { code, params } = error as { code: string; params: Record<string, string> }
  expect(findErrorText(code, params, 'en')).toContain('the record does not have this field')
  expect(findErrorText(code, params, 'vi')).toContain('bản ghi thiếu trường này')
})

it.each([
  ['[{"id":"a.jpg","captions":"một"}', 'import.cut-short', { line: 1 }],
  ['[\n{"id":"a.jpg"}\n{"id":"b.jpg"}]', 'import.bad-json', { line: 3, found: '{' }]
])('a file that is no JSON says on which line: %j', async (text, code, params) => {
  const file = join(folderWith({ 'x.json': text }), 'x.json')
  await expect(importInto(tempLibrary(), file)).rejects.toMatchObject({ code, params })
})

it('ids above 2^53 do not meet', async () => {
  const coco = `{"images":[{"id":9007199254740993,"file_name":"a.jpg"},
    {"id":9007199254740992,"file_name":"b.jpg"},{"id":5.0,"file_name":"c.jpg"}],
    "annotations":[{"id":1,"image_id":9007199254740993,"caption":"một"},
    {"id":2,"image_id":9007199254740992,"caption":"hai"},{"id":3,"image_id":5,"caption":"ba"}]}`
  const folder = folderWith({ 'x.json': coco })
  copyFileSync(image, join(folder, 'c.jpg'))
  const library = tempLibrary()
  await importInto(library, join(folder, 'x.json'))
  expect(captionsOf(library)).toEqual({ ...both, 'c.jpg': ['ba'] })
})

it('says what it brought no caption for, and that it brought nothing', async () => {
  const library = tempLibrary()
  const folder = folderWith({ 'a.txt': 'một\n' })
  expect(await importInto(library, folder)).toMatchObject({
    images: { added: 2 },
    withoutCaption: 1
  })
  mkdirSync(join(folder, 'empty'))
  expect(await importInto(library, join(folder, 'empty'))).toMatchObject({
    images: { added: 0, unchanged: 0 },
    skippedTotal: 0
  })
})

describe('a folder', () => {
  it('has links followed, to images and folders, and ids of a file may lead by them', async () => {
    const folder = folderWith({ 'snapshots/abc/t.jsonl': '{"image":"x.jpg","caption":"một"}\n' })
    symlinkSync('../../a.jpg', join(folder, 'snapshots/abc/x.jpg'))
    const library = tempLibrary()
    expect(await importInto(library, join(folder, 'snapshots/abc/t.jsonl'))).toMatchObject({
      images: { added: 1 },
      skippedTotal: 0
    })
    const other = tempLibrary()
    await importInto(other, join(folder, 'snapshots'))
    expect(Object.keys(captionsOf(other))).toEqual(['abc/x.jpg'])
  })

  it('in which a folder cannot be read gives the others, and names it', async () => {
    const folder = folderWith({ 'closed/x.txt': '' })
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'closed'), 0)
    const library = tempLibrary()
    for (const open of [library.root, dirname(library.root)]) chmodSync(open, 0o755)
    const report = await asNobody(() => importInto(library, folder)).finally(() =>
      chmodSync(join(folder, 'closed'), 0o700)
    )
    expect(report.images.added).toBe(2)
    expect(report.skipped).toEqual([
      expect.objectContaining({
        reason: 'folder-unreadable',
        where: 'closed',
        detail: 'permission denied'
      })
    ])
  })
})

describe.skipIf(process.platform === 'win32')('pipes, devices and endless files', () => {
  it.each(['json', 'jsonl', 'csv', 'tsv', 'zip', 'en', 'xml'])(
    'are refused as a .%s file',
    async (ending) => {
      const folder = tempFolder()
      const [pipe, device] = [join(folder, `pipe.${ending}`), join(folder, `zero.${ending}`)]
      execFileSync('mkfifo', [pipe])
      symlinkSync('/dev/zero', device)
      for (const name of [pipe, device]) {
        const path = ending === 'xml' ? name.replace('.xml', '.en.xml') : name
        if (path !== name) symlinkSync(name, path)
        if (ending === 'en' || ending === 'xml') {
          writeFileSync(path.replace('.en', '.vi'), 'x')
        }
        await expect(importInto(tempLibrary(), path)).rejects.toMatchObject({
          code: 'file.not-regular'
        })
      }
    }
  )

  it('are passed over as images and as texts beside them', async () => {
    const folder = folderWith({ 'x.csv': 'image,caption\npipe.png,một\na.jpg,hai\n' })
    execFileSync('mkfifo', [join(folder, 'pipe.png'), join(folder, 'a.txt')])
    const library = tempLibrary()
    expect((await importInto(library, join(folder, 'x.csv'))).skipped).toMatchObject([
      { reason: 'image-unreadable', what: 'pipe.png', detail: expect.stringContaining('a pipe') }
    ])
    expect((await importInto(library, folder)).images).toEqual({ added: 1, unchanged: 1 })
  })

  it.each([
    ['x.csv', 'image,caption\na.jpg,"', /bad-table|cancelled/],
    ['x.jsonl', '{"image":"a.jpg","caption":"', /cancelled/],
    ['x.json', '[{"id":"a.jpg","captions":"', /cancelled/],
    ['blank.csv', '\n', /no-column|bad-table|cancelled/]
  ])('that are regular end by themselves or with a cancel: %s', async (name, begin, code) => {
    // As large as can be without taking up the disk: it has a hole in place of its text.
    const folder = folderWith({ [name]: begin })
    execFileSync('truncate', ['--size=1T', join(folder, name)])
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 1000)
    await expect(
      importInto(tempLibrary(), join(folder, name), controller.signal)
    ).rejects.toMatchObject({ code: expect.stringMatching(code) })
  })
})

it('a zip may hold any number of images beside its list', async () => {
  const folder = folderWith()
  const zip = new yazl.ZipFile()
  for (let i = 0; i < 12_000; i += 1) {
    zip.addBuffer(Buffer.alloc(0), `images/${i}.jpg`, { compress: false })
  }
  zip.addBuffer(Buffer.from('[{"id":"a.jpg","captions":"một"}]'), 'results.json')
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer)
  writeFileSync(join(folder, 'x.zip'), Buffer.concat(pieces))
  const library = tempLibrary()
  await importInto(library, join(folder, 'x.zip'))
  expect(captionsOf(library)).toEqual({ 'a.jpg': ['một'] })
})
