import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { pack } from 'tar-stream'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ImportParams, type ImportReport } from '../../../shared/domain'
import { all } from '../../store/core/connection'
import { listCaptions } from '../../store/captions/captions'
import type { Library } from '../../store/core/library'
import { getImageFile } from '../../store/images/images'
import { pagePairs } from '../../store/pairs/pairs'
import { pageImages } from '../../store/search/image-listing'
import { drawingToJpeg } from '../../vision/raster'
import { previewImport } from './preview-import'
import { runImport } from './run-import'

const everything = { offset: 0, limit: 1000 }

const importInto = (
  library: Library,
  params: v.InferInput<typeof ImportParams>,
  signal = new AbortController().signal
): Promise<ImportReport> =>
  runImport(library, v.parse(ImportParams, params), {
    signal,
    report: () => undefined,
    images: directImages
  })

/** A JPEG of one colour. */
const photo = (red: number): Promise<Buffer> =>
  drawingToJpeg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><rect width="8" height="6" fill="rgb(${red},9,9)"/></svg>`
  )

/** Names of the library's images with their captions. */
const captionsIn = (library: Library): Record<string, string[]> =>
  Object.fromEntries(
    pageImages(library.read, {}, everything).rows.map(({ id, name }) => [
      name,
      listCaptions(library.read, id).map(({ text }) => text)
    ])
  )

/** Files that the library has taken in. */
const keptIn = ({ root }: Library): string[] => {
  const folder = join(root, 'images')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
}

type Columns = Parameters<typeof parquetWriteBuffer>[0]

function parquet(columns: Columns, folder = tempFolder(), name = 'train.parquet'): string {
  const path = join(folder, name)
  writeFileSync(path, Buffer.from(parquetWriteBuffer(columns)))
  return path
}

/** An image as the hub keeps it: its bytes and its name. */
const imageSchema: NonNullable<Columns['schema']> = [
  { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
  { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
  { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
]
const listSchema = (name: string): NonNullable<Columns['schema']> => [
  { name, num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
  { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
  { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
]

/** A data set of the hub: images inside, English and Vietnamese captions, an id. */
async function hubSet(folder?: string, name?: string) {
  const rows = await Promise.all(
    [10, 200, 10].map(async (red, index) => ({
      bytes: new Uint8Array(await photo(red)),
      path: index === 1 ? '/home/someone/cache/b.jpg' : `${index}.jpg`
    }))
  )
  return parquet(
    {
      schema: [
        { name: 'root', num_children: 4 },
        ...imageSchema,
        ...listSchema('captions'),
        ...listSchema('captions_vi'),
        { name: 'cocoid', type: 'INT64', repetition_type: 'OPTIONAL' }
      ],
      columnData: [
        { name: 'image', data: rows },
        { name: 'captions', data: [['a cat', 'a dog'], ['a hen'], ['a pig']] },
        { name: 'captions_vi', data: [['con mèo', 'con chó'], ['con gà'], ['con lợn']] },
        { name: 'cocoid', data: [5n, 6n, 2n ** 60n] }
      ],
      rowGroupSize: [1, 1, 1]
    },
    folder,
    name
  )
}

describe('parquet', () => {
  it('images inside come into the library, with their Vietnamese captions', async () => {
    const library = tempLibrary()
    const path = await hubSet()
    const report = await importInto(library, { path })
    expect(report).toMatchObject({
      format: 'parquet',
      images: { added: 2, unchanged: 0 },
      captions: { added: 4 },
      // The third image is the first one again.
      joined: 1,
      skippedTotal: 0
    })
    expect(captionsIn(library)).toEqual({
      '0.jpg': ['con mèo', 'con chó', 'con lợn'],
      'b.jpg': ['con gà']
    })
    const [first] = pageImages(library.read, {}, everything).rows
    const file = getImageFile(library.read, first?.id ?? 0).path
    expect(file.startsWith(join(library.root, 'images'))).toBe(true)
    expect(readFileSync(file).equals(await photo(10))).toBe(true)
    expect(await importInto(library, { path })).toMatchObject({
      images: { added: 0, unchanged: 2 },
      captions: { added: 0, unchanged: 4 }
    })
    expect(keptIn(library)).toHaveLength(2)
  })

  it('is shown first, and nothing is written', async () => {
    const path = await hubSet()
    const preview = await previewImport(v.parse(ImportParams, { path }))
    expect(preview).toMatchObject({
      format: 'parquet',
      kind: 'images',
      imagesDir: null,
      used: { image: 'image', caption: 'captions_vi' },
      complete: true
    })
    expect(preview.rows.map(({ name, texts, problem }) => [name, texts, problem])).toEqual([
      ['0.jpg', ['con mèo', 'con chó'], null],
      ['b.jpg', ['con gà'], null],
      ['2.jpg', ['con lợn'], null]
    ])
    expect(preview.kept.map(({ field }) => field)).toEqual(['captions', 'cocoid'])
  })

  it('gives sentence pairs where they are asked for', async () => {
    const library = tempLibrary()
    const report = await importInto(library, { path: await hubSet(), format: 'pairs' })
    expect(report.pairs).toEqual({ added: 4, unchanged: 0 })
    expect(report.kept).toEqual([{ field: 'cocoid', records: 4 }])
    const { rows } = pagePairs(library.read, {}, everything)
    expect(rows.map(({ english, vietnamese }) => [english, vietnamese])).toContainEqual([
      'a dog',
      'con chó'
    ])
    expect(keptIn(library)).toEqual([])
  })

  it('of two languages alone gives pairs, and a row of two lengths costs itself', async () => {
    const library = tempLibrary()
    const path = parquet({
      schema: [{ name: 'root', num_children: 2 }, ...listSchema('en'), ...listSchema('vi')],
      columnData: [
        { name: 'en', data: [['one', 'two'], ['three']] },
        {
          name: 'vi',
          data: [
            ['một', 'hai'],
            ['ba', 'bốn']
          ]
        }
      ]
    })
    const report = await importInto(library, { path })
    expect(report).toMatchObject({ format: 'parquet', pairs: { added: 2 } })
    expect(report.skipped).toMatchObject([{ reason: 'pair-uneven', where: 'row 2' }])
  })

  it('names images that lie beside it, and columns are chosen', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    writeFileSync(join(folder, 'a.jpg'), await photo(3))
    const path = parquet(
      {
        columnData: [
          { name: 'file_name', data: ['a.jpg', 'none.jpg'] },
          { name: 'text', data: ['chữ', 'chữ'] },
          { name: 'note', data: ['một ghi chú', 'hai'] }
        ]
      },
      folder
    )
    const chosen = await importInto(library, { path, columns: { caption: 'note' } })
    expect(captionsIn(library)).toEqual({ 'a.jpg': ['một ghi chú'] })
    expect(chosen.skipped).toMatchObject([{ reason: 'image-missing', where: 'row 2' }])
    await expect(importInto(library, { path, columns: { caption: 'no' } })).rejects.toMatchObject({
      code: 'import.no-column',
      params: { found: 'file_name, text, note' }
    })
  })

  it('names a text that is not in UTF-8, and keeps whole numbers as such', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg'])
      writeFileSync(join(folder, name), await photo(name.charCodeAt(0)))
    const text = {
      type: 'BYTE_ARRAY',
      converted_type: 'UTF8',
      repetition_type: 'REQUIRED'
    } as const
    const bytes = (...lines: string[]) => lines.map((line) => Buffer.from(line, 'latin1'))
    const path = join(folder, 'captions.parquet')
    const buffer = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 4 },
        { name: 'file_name', ...text },
        { name: 'caption', ...text },
        { name: 'place', ...text },
        { name: 'number', type: 'INT64', repetition_type: 'REQUIRED' }
      ],
      columnData: [
        { name: 'file_name', data: ['a.jpg', 'b.jpg', 'c.jpg'] },
        { name: 'caption', data: bytes('ong', '\xf4ng', 'ba') },
        { name: 'place', data: bytes('Hue', 'Hue', 'Hu\xea') },
        { name: 'number', data: [7n, 8n, 2n ** 60n + 1n] }
      ]
    })
    writeFileSync(path, Buffer.from(buffer))
    const report = await importInto(library, { path, format: 'parquet' })
    expect(captionsIn(library)).toEqual({ 'a.jpg': ['ong'], 'c.jpg': ['ba'] })
    expect(report.skipped).toMatchObject([
      { reason: 'text-unreadable', where: 'row 2', field: 'caption', what: '\ufffdng' },
      { reason: 'text-unreadable', where: 'row 3', field: 'place' }
    ])
    const extras = all<{ fields: string }>(
      library.read,
      'SELECT fields FROM extra ORDER BY entity_id'
    )
    expect(extras).toEqual([
      { fields: '{"place":"Hue","number":7}' },
      { fields: '{"number":1152921504606846977}' }
    ])
  })

  it('of several shards in a folder of links is one data set', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    const blobs = tempFolder()
    mkdirSync(join(folder, 'data'))
    for (const [index, name] of ['train-00000-of-00002', 'train-00001-of-00002'].entries()) {
      const data = [new Uint8Array(await photo(20 + index))]
      parquet(
        {
          columnData: [
            { name: 'jpg', data, type: 'BYTE_ARRAY' },
            { name: 'caption', data: [`chú thích ${index}`] }
          ]
        },
        blobs,
        String(index)
      )
      symlinkSync(join(blobs, String(index)), join(folder, 'data', `${name}.parquet`))
    }
    const report = await importInto(library, { path: folder })
    expect(report).toMatchObject({ format: 'parquet', images: { added: 2 } })
    expect(captionsIn(library)).toEqual({
      'train-00000-of-00002-000001.jpg': ['chú thích 0'],
      'train-00001-of-00002-000001.jpg': ['chú thích 1']
    })
  })

  it('says the splits by its files and by a column, which goes before', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    mkdirSync(join(folder, 'default/test'), { recursive: true })
    const shard = async (name: string, red: number, split: string) =>
      parquet(
        {
          columnData: [
            { name: 'jpg', data: [new Uint8Array(await photo(red))], type: 'BYTE_ARRAY' },
            { name: 'caption', data: [`chú thích ${red}`] },
            { name: 'split', data: [split] }
          ]
        },
        folder,
        name
      )
    await shard('validation-00000-of-00001.parquet', 20, 'restval')
    await shard('default/test/0000.parquet', 90, '')
    await shard('train.parquet', 160, 'dev')
    const report = await importInto(library, { path: folder })
    // What names no split is kept as a further field.
    expect(report).toMatchObject({ format: 'parquet', splits: { val: 2, test: 1 } })
    expect(report.taken.parts).toEqual([
      { file: 'default/test/0000.parquet', split: 'test' },
      { file: 'train.parquet', split: 'train' },
      { file: 'validation-00000-of-00001.parquet', split: 'val' }
    ])
    expect(report.kept).toEqual([{ field: 'split', records: 2 }])
  })

  it('as the metadata of an image folder names the images there', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    mkdirSync(join(folder, 'validation'))
    writeFileSync(join(folder, 'validation/a.jpg'), await photo(3))
    const columnData = [
      { name: 'file_name', data: ['a.jpg'] },
      { name: 'text', data: ['một ảnh'] }
    ]
    parquet({ columnData }, folder, 'validation/metadata.parquet')
    const report = await importInto(library, { path: folder })
    expect(report).toMatchObject({ format: 'imagefolder', splits: { val: 1 } })
    expect(captionsIn(library)).toEqual({ 'validation/a.jpg': ['một ảnh'] })
  })

  it('pairs come from a folder of shards too; other folders have none', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    await hubSet(folder, '0.parquet')
    const report = await importInto(library, { path: folder, format: 'pairs' })
    expect(report).toMatchObject({ pairs: { added: 4 } })
    for (const format of ['pairs', 'parquet', 'webdataset'] as const) {
      const empty = importInto(library, { path: tempFolder(), format })
      await expect(empty).rejects.toMatchObject({ code: 'import.wrong-shape' })
    }
  })

  it('with images of one name keeps them apart; one that is none is named and not kept', async () => {
    const library = tempLibrary()
    const files = [await photo(1), await photo(250), Buffer.from('no image')]
    const path = parquet({
      schema: [
        { name: 'root', num_children: 2 },
        ...imageSchema,
        { name: 'caption', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
      ],
      columnData: [
        {
          name: 'image',
          data: files.map((bytes, i) => ({
            bytes: new Uint8Array(bytes),
            path: i === 2 ? 'c.jpg' : 'image.jpg'
          }))
        },
        { name: 'caption', data: ['một', 'hai', 'ba'] }
      ]
    })
    const report = await importInto(library, { path })
    expect(report.skipped).toMatchObject([{ reason: 'image-unreadable', where: 'row 3' }])
    const names = Object.keys(captionsIn(library))
    expect(names).toHaveLength(2)
    expect(names).toContain('image.jpg')
    expect(names.find((name) => name !== 'image.jpg')).toMatch(/^image-[0-9a-f]{12}\.jpg$/)
    expect(keptIn(library)).toHaveLength(2)
  })

  it('that is damaged or cancelled leaves nothing', async () => {
    const library = tempLibrary()
    const path = await hubSet()
    const whole = readFileSync(path)
    writeFileSync(path, whole.subarray(0, whole.length - 30))
    await expect(importInto(library, { path })).rejects.toMatchObject({
      code: 'import.bad-parquet'
    })
    writeFileSync(path, whole)
    const control = new AbortController()
    const work = runImport(library, v.parse(ImportParams, { path }), {
      images: directImages,
      signal: control.signal,
      report: ({ phase }) => {
        if (phase === 'checking') control.abort()
      }
    })
    await expect(work).rejects.toMatchObject({ code: 'engine.cancelled' })
    expect(keptIn(library)).toEqual([])
  })
})

/** A tar archive with these files. */
async function tar(files: Record<string, string | Buffer>): Promise<Buffer> {
  const archive = pack()
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content)
  archive.finalize()
  const pieces: Buffer[] = []
  for await (const piece of archive as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}

describe('WebDataset', () => {
  const sample = async () => ({
    '000.jpg': await photo(40),
    '000.txt': 'một con mèo\n',
    'x/001.jpg': await photo(80),
    'x/001.json': '{"caption": ["một", "hai"], "width": 8}',
    '002.txt': 'không có ảnh',
    '003.png': Buffer.from('no image'),
    '003.txt': 'hỏng',
    '004.jpg': await photo(120),
    '004.json': '{"caption": NaN}',
    '._005.jpg': 'hidden'
  })

  it('gives an image with the texts of its key', async () => {
    const library = tempLibrary()
    const path = join(tempFolder(), 'train-0.tar')
    writeFileSync(path, await tar(await sample()))
    const report = await importInto(library, { path })
    expect(report).toMatchObject({ format: 'webdataset', images: { added: 3 } })
    expect(captionsIn(library)).toEqual({
      '000.jpg': ['một con mèo'],
      'x/001.jpg': ['một', 'hai'],
      '004.jpg': []
    })
    expect(report.skipped.map(({ reason, where }) => [reason, where])).toEqual([
      ['text-without-image', '002'],
      ['json-value', '004.json'],
      ['image-unreadable', '003']
    ])
    expect(report.kept).toEqual([{ field: 'width', records: 1 }])
  })

  it('reads texts in UTF-8 and UTF-16, and names those that are neither', async () => {
    const library = tempLibrary()
    const path = join(tempFolder(), 'train-0.tar')
    const files = {
      '0.jpg': await photo(40),
      '0.txt': Buffer.from('\ufeffmột con mèo\r\nhai\r\n', 'utf16le'),
      '1.jpg': await photo(80),
      '1.txt': Buffer.from('\ufeffcon gà', 'utf8'),
      '2.jpg': await photo(120),
      '2.txt': Buffer.from('cà phê', 'latin1')
    }
    writeFileSync(path, await tar(files))
    const report = await importInto(library, { path })
    expect(captionsIn(library)).toEqual({
      '0.jpg': ['một con mèo', 'hai'],
      '1.jpg': ['con gà'],
      '2.jpg': []
    })
    expect(report.skipped.map(({ reason, where }) => [reason, where])).toEqual([
      ['text-unreadable', '2.txt']
    ])
  })

  it('is read from several shards, packed or not, by content too; one cut short is refused', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    const archive = await tar({ 'a.jpg': await photo(1), 'a.txt': 'một' })
    writeFileSync(join(folder, '0.tar'), archive)
    writeFileSync(
      join(folder, '1.tar.gz'),
      gzipSync(await tar({ 'b.jpg': await photo(99), 'b.txt': 'hai' }))
    )
    expect(await importInto(library, { path: folder })).toMatchObject({ images: { added: 2 } })
    const other = join(tempFolder(), 'shard')
    writeFileSync(other, archive)
    expect(await importInto(library, { path: other })).toMatchObject({
      format: 'webdataset',
      images: { unchanged: 1 }
    })
    writeFileSync(other, archive.subarray(0, 600))
    await expect(importInto(library, { path: other })).rejects.toMatchObject({
      code: 'import.bad-tar'
    })
  })
})
