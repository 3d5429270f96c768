import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import yazl from 'yazl'
import { directImages } from '../../../../../test/fixtures/direct-images'
import { tempFolder, tempLibrary } from '../../../../../test/fixtures/temp-library'
import { ImportParams, type ImportReport } from '../../../../shared/domain'
import { listCaptions } from '../../../store/captions/captions'
import type { Library } from '../../../store/core/library'
import { getImageFile } from '../../../store/images/images'
import { pageImages } from '../../../store/search/image-listing'
import { drawingToJpeg } from '../../../vision/raster'
import { previewImport } from '../preview-import'
import { runImport } from '../run-import'

/** A JPEG of one colour. */
const photo = (red: number): Promise<Buffer> =>
  drawingToJpeg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><rect width="8" height="6" fill="rgb(${red},9,9)"/></svg>`
  )

const textOf = (content: string | object): string =>
  typeof content === 'string' ? content : JSON.stringify(content)

async function zipOf(files: Record<string, Buffer | string | object>): Promise<string> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.isBuffer(content) ? content : Buffer.from(textOf(content)), name)
  }
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer)
  const path = join(tempFolder(), 'data.zip')
  writeFileSync(path, Buffer.concat(pieces))
  return path
}

const parse = (params: v.InferInput<typeof ImportParams>) => v.parse(ImportParams, params)

const importInto = (
  library: Library,
  params: v.InferInput<typeof ImportParams>,
  signal = new AbortController().signal
): Promise<ImportReport> =>
  runImport(library, parse(params), { signal, report: () => undefined, images: directImages })

/** Names of the library's images with split and captions. */
const contentOf = (library: Library) =>
  Object.fromEntries(
    pageImages(library.read, {}, { offset: 0, limit: 100 }).rows.map(({ id, name, split }) => [
      name,
      [split, ...listCaptions(library.read, id).map(({ text }) => text)]
    ])
  )

const keptIn = ({ root }: Library): number => {
  const folder = join(root, 'images')
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  ).length
}

const ktvic = (id: number, filename: string, caption: string) => ({
  images: [{ id, filename }],
  annotations: [{ id: 1, image_id: id, caption, segment_caption: caption }]
})

describe('a zip with images is read as its folder would be', () => {
  it('in several files of captions, each with its split, whose ids are their own', async () => {
    const path = await zipOf({
      'ktvic/train_data.json': ktvic(1, '0001.jpg', 'một'),
      'ktvic/test_data.json': ktvic(1, '0001.jpg', 'hai'),
      'ktvic/licence.txt': 'words about it',
      'ktvic/info.json': { version: 1 },
      'ktvic/train-images/0001.jpg': await photo(90),
      'ktvic/test-images/0001.jpg': await photo(200),
      '__MACOSX/ktvic/._train_data.json': 'not a list'
    })
    const library = tempLibrary()
    const report = await importInto(library, { path })
    expect(report).toMatchObject({
      format: 'ktvic',
      images: { added: 2 },
      captions: { added: 2 },
      skipped: [],
      taken: {
        parts: [
          { file: 'test_data.json', split: 'test' },
          { file: 'train_data.json', split: 'train' }
        ]
      }
    })
    const content = Object.entries(contentOf(library))
    expect(content).toEqual([
      [expect.stringMatching(/^0001-[0-9a-f]{12}\.jpg$/), ['train', 'một']],
      ['0001.jpg', ['test', 'hai']]
    ])
    const { path: file } = getImageFile(library.read, 1)
    expect(file.startsWith(join(library.root, 'images'))).toBe(true)
    expect(readFileSync(file).equals(await photo(200))).toBe(true)

    expect(await importInto(library, { path })).toMatchObject({
      images: { added: 0, unchanged: 2 }
    })
    expect(keptIn(library)).toBe(2)
  })

  it('with texts beside the images, as an image folder, as a table, as a list of vieCap4H', async () => {
    const [red, dark] = [await photo(200), await photo(3)]
    const kohya = tempLibrary()
    const texts = {
      'train/ả.jpg': red,
      'train/ả.txt': 'một\nhai',
      'val/b': dark,
      'val/b.caption': 'ba'
    }
    expect(await importInto(kohya, { path: await zipOf(texts) })).toMatchObject({
      format: 'folder'
    })
    expect(contentOf(kohya)).toEqual({
      'train/ả.jpg': ['train', 'một', 'hai'],
      'val/b': ['train', 'ba']
    })

    const hub = tempLibrary()
    const metadata = '{"file_name": "a.jpg", "text": "một"}\n'
    const folder = { 'set/test/metadata.jsonl': metadata, 'set/test/a.jpg': red }
    expect(await importInto(hub, { path: await zipOf(folder) })).toMatchObject({
      format: 'imagefolder'
    })
    expect(contentOf(hub)).toEqual({ 'test/a.jpg': ['test', 'một'] })

    const table = tempLibrary()
    const sheet = { 'captions.csv': 'image;caption\na.jpg;một, hai\n', 'images/a.jpg': red }
    expect(await importInto(table, { path: await zipOf(sheet) })).toMatchObject({ format: 'csv' })
    expect(contentOf(table)).toEqual({ 'a.jpg': ['train', 'một, hai'] })

    const list = tempLibrary()
    const records = [{ id: 'a.jpg', captions: 'một\nhai' }]
    const contest = { 'train_captions.json': records, 'images_train/a.jpg': red }
    expect(await importInto(list, { path: await zipOf(contest) })).toMatchObject({
      format: 'viecap4h'
    })
    expect(contentOf(list)).toEqual({ 'a.jpg': ['train', 'một', 'hai'] })
  })

  it('is previewed, with what speaks against an image', async () => {
    const path = await zipOf({
      'captions.jsonl': ['a.jpg', 'b.jpg', 'c.jpg', '../d.jpg']
        .map((image) => JSON.stringify({ image, caption: 'một' }))
        .join('\n'),
      'x/a.jpg': await photo(1),
      'x/b.jpg': 'no image'
    })
    const preview = await previewImport(parse({ path }))
    expect(preview).toMatchObject({
      format: 'jsonl',
      taken: { parts: [{ file: 'captions.jsonl', split: null }] },
      complete: true
    })
    expect(preview.rows.map(({ name, problem }) => [name, problem])).toEqual([
      ['a.jpg', null],
      ['b.jpg', 'image-unreadable'],
      ['c.jpg', 'image-missing'],
      ['../d.jpg', 'id-outside-folder']
    ])
    const library = tempLibrary()
    const report = await importInto(library, { path })
    expect(report.skipped.map(({ reason }) => reason).sort()).toEqual([
      'id-outside-folder',
      'image-missing',
      'image-unreadable'
    ])
    expect(keptIn(library)).toBe(1)
  })

  it('finds images that lie beside the zip where it holds none', async () => {
    const path = await zipOf({ 'a.csv': 'image,caption\na.jpg,một\n', 'readme.md': 'words' })
    mkdirSync(join(path, '..', 'images'))
    writeFileSync(join(path, '..', 'images', 'a.jpg'), await photo(1))
    const library = tempLibrary()
    await importInto(library, { path })
    expect(contentOf(library)).toEqual({ 'a.jpg': ['train', 'một'] })
    expect(keptIn(library)).toBe(0)
  })
})

describe('a zip that means no good', () => {
  it('by names that lead out of it is refused', async () => {
    const path = await zipOf({ 'aa/evil.csv': 'image,caption\n', 'b.jpg': await photo(1) })
    const bytes = readFileSync(path).toString('latin1').replaceAll('aa/evil', '../evil')
    writeFileSync(path, Buffer.from(bytes, 'latin1'))
    await expect(importInto(tempLibrary(), { path })).rejects.toMatchObject({
      code: 'import.bad-zip',
      params: { path, detail: expect.stringContaining('../evil.csv') as unknown }
    })
  })

  it('by a file that unpacks to far more than it is, is refused', async () => {
    const path = await zipOf({ 'a.csv': Buffer.alloc(2 ** 26 + 1, 10), 'b.jpg': await photo(1) })
    await expect(importInto(tempLibrary(), { path })).rejects.toMatchObject({
      code: 'import.bad-zip',
      params: { path, detail: expect.stringContaining('a.csv unpacks to 67108865') as unknown }
    })
  })

  it('by an image that is not as the zip says costs that image', async () => {
    const image = await photo(1)
    const path = await zipOf({
      'a.jpg': image,
      'a.txt': 'một',
      'b.jpg': await photo(2),
      'b.txt': 'hai'
    })
    const bytes = readFileSync(path)
    // The first file's packed bytes begin behind its header of 30 bytes and its name.
    bytes.fill(0xff, 35, 60)
    writeFileSync(path, bytes)
    const library = tempLibrary()
    const report = await importInto(library, { path })
    expect(report.skipped).toMatchObject([{ reason: 'image-unreadable', what: 'a.jpg' }])
    expect(contentOf(library)).toEqual({ 'b.jpg': ['train', 'hai'] })
  })

  it('by a broken list is refused with the name that it has inside, and leaves nothing', async () => {
    const path = await zipOf({
      'set/metadata.parquet': gzipSync('no parquet'),
      'set/a.jpg': await photo(1)
    })
    const library = tempLibrary()
    await expect(importInto(library, { path })).rejects.toMatchObject({
      params: { path: join(path, 'set', 'metadata.parquet') }
    })
    expect(keptIn(library)).toBe(0)
  })

  it('leaves nothing when it is cancelled', async () => {
    const files = Object.fromEntries(
      await Promise.all(
        Array.from(
          { length: 20 },
          async (_, index) => [`${index}.jpg`, await photo(index)] as const
        )
      )
    )
    const path = await zipOf(files)
    const library = tempLibrary()
    await expect(importInto(library, { path }, AbortSignal.abort())).rejects.toMatchObject({
      code: 'engine.cancelled'
    })
    expect(keptIn(library)).toBe(0)
  })
})
