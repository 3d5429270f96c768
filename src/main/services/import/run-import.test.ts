import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { oraclePath, readOracle } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ImportParams, type ImportReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { listCaptions, saveCaption } from '../../store/captions/captions'
import { pageImages } from '../../store/search/image-listing'
import type { Library } from '../../store/core/library'
import { pagePairs } from '../../store/pairs/pairs'
import { runImport } from './run-import'

const all = { offset: 0, limit: 1000 }
const imageNames = readdirSync(oraclePath('clip', 'images')).sort()
const image = (index: number) => oraclePath('clip', 'images', imageNames[index] ?? '')

const importInto = (
  library: Library,
  params: v.InferInput<typeof ImportParams>
): Promise<ImportReport> =>
  runImport(library, v.parse(ImportParams, params), {
    images: directImages,
    signal: new AbortController().signal,
    report: () => undefined
  })

/** A vieCap4H folder with the first `count` images of the oracle in `images_train/`. */
function dataSet(count: number) {
  const folder = tempFolder()
  const images = join(folder, 'images_train')
  mkdirSync(images)
  const names = imageNames.slice(0, count)
  for (const name of names) copyFileSync(oraclePath('clip', 'images', name), join(images, name))
  const records = names.map((name) => ({ id: name, captions: `Ảnh ${name} .\nCâu hai .\n` }))
  const file = join(folder, 'train_captions.json')
  const write = (list: unknown) => writeFileSync(file, JSON.stringify(list))
  write(records)
  return { folder, images, names, file, records, write }
}

/** What the reference says of the English side of a pair of files. */
interface PairFile {
  lines: string[]
  parallel: { en_norm_unescaped: string; vi_norm_unescaped: string }[]
}

const counts = (report: ImportReport) => [report.images, report.captions, report.pairs]
const none = { added: 0, unchanged: 0 }

describe('images named one by one', () => {
  it('are imported with the texts beside them, and nothing else of their folder', async () => {
    const library = tempLibrary()
    const { images, names } = dataSet(4)
    const [first = '', second = '', third = ''] = names
    writeFileSync(join(images, `${first}.txt`), 'Một câu .\n')
    const one = await importInto(library, { path: join(images, first) })
    expect(one).toMatchObject({ format: 'folder', skippedTotal: 0 })
    expect(counts(one)).toEqual([{ added: 1, unchanged: 0 }, { added: 1, unchanged: 0 }, none])
    const more = await importInto(library, { path: images, names: [second, third] })
    expect(counts(more)).toEqual([{ added: 2, unchanged: 0 }, none, none])
    const known = pageImages(library.read, {}, all).rows.map((row) => row.name)
    expect(known.sort()).toEqual([first, second, third].sort())
  })

  it('are refused as what they are not', async () => {
    const { images, names } = dataSet(1)
    const path = join(images, names[0] ?? '')
    await expect(importInto(tempLibrary(), { path, format: 'csv' })).rejects.toThrow(AppError)
  })
})

describe('captions with images', () => {
  it('are imported once, whatever the order of the file', async () => {
    const library = tempLibrary()
    const { file, records, write } = dataSet(4)
    const first = await importInto(library, { path: file, valFraction: 0.25 })
    expect(first).toMatchObject({ format: 'viecap4h', skippedTotal: 0 })
    expect(counts(first)).toEqual([{ added: 4, unchanged: 0 }, { added: 8, unchanged: 0 }, none])
    const splits = () => pageImages(library.read, {}, all).rows.map((row) => [row.name, row.split])
    const before = splits()
    expect(before.filter(([, split]) => split === 'val')).toHaveLength(1)
    write([...records].reverse())
    const again = await importInto(library, { path: file, valFraction: 0.25 })
    expect(counts(again)).toEqual([{ added: 0, unchanged: 4 }, { added: 0, unchanged: 8 }, none])
    expect(splits()).toEqual(before)

    const other = tempLibrary()
    await importInto(other, { path: file, valFraction: 0.25 })
    expect(pageImages(other.read, {}, all).rows.map((row) => [row.name, row.split])).toEqual(before)
  })

  it('leave a caption that was edited since as it is', async () => {
    const library = tempLibrary()
    const { file } = dataSet(1)
    await importInto(library, { path: file })
    const imageId = pageImages(library.read, {}, all).rows[0]?.id ?? 0
    const [caption] = listCaptions(library.read, imageId)
    saveCaption(library.write, { id: caption?.id ?? 0, imageId, text: 'của tôi', version: 1 })
    await importInto(library, { path: file })
    expect(listCaptions(library.read, imageId).map(({ text }) => text)).toEqual([
      'của tôi',
      'Câu hai .'
    ])
  })

  it('take real images only, and list what is passed over with its reason', async () => {
    const library = tempLibrary()
    const { folder, images, records, write, file, names } = dataSet(1)
    writeFileSync(join(images, 'text.jpg'), 'this is no image')
    writeFileSync(join(images, 'empty.png'), '')
    mkdirSync(join(images, 'folder.jpg'))
    copyFileSync(image(1), join(folder, 'outside.png'))
    const bad = {
      'text.jpg': 'image-unreadable',
      'empty.png': 'image-unreadable',
      'folder.jpg': 'image-unreadable',
      'gone.jpg': 'image-missing',
      '../outside.png': 'id-outside-folder',
      [join(folder, 'outside.png')]: 'id-outside-folder',
      'a\u0000b.png': 'id-invalid',
      '': 'id-invalid'
    }
    write([...records, ...Object.keys(bad).map((id) => ({ id, captions: 'x' })), { id: {} }])
    const report = await importInto(library, { path: file })
    expect(Object.fromEntries(report.skipped.map(({ what, reason }) => [what, reason]))).toEqual({
      ...bad,
      '{"id":{}}': 'field-wrong'
    })
    expect(report).toMatchObject({
      images: { added: 1 },
      skippedTotal: 9,
      skippedByReason: { 'image-unreadable': 3, 'id-outside-folder': 2, 'id-invalid': 2 }
    })
    expect(pageImages(library.read, {}, all).rows.map(({ name }) => name)).toEqual(names)
  })

  it('find an image under the other Unicode normal form of its name', async () => {
    const library = tempLibrary()
    const { images, write, file } = dataSet(0)
    copyFileSync(image(0), join(images, 'ảnh_bệnh.jpg'.normalize('NFC')))
    write([
      { id: 'ảnh_bệnh.jpg'.normalize('NFD'), captions: 'một' },
      { id: 'ảnh_bệnh.jpg'.normalize('NFC'), captions: 'hai' }
    ])
    const report = await importInto(library, { path: file })
    expect(counts(report)).toEqual([{ added: 1, unchanged: 0 }, { added: 2, unchanged: 0 }, none])
  })

  it('of a template make images without captions, in its order', async () => {
    const library = tempLibrary()
    const { file, records, write } = dataSet(3)
    write([...records].reverse().map(({ id }) => ({ id, captions: '' })))
    const report = await importInto(library, { path: file, split: 'test' })
    expect(counts(report)).toEqual([{ added: 3, unchanged: 0 }, none, none])
    const rows = pageImages(library.read, { split: 'test', state: 'empty' }, all).rows
    const byId = [...rows].sort((a, b) => a.id - b.id).map(({ name }) => name)
    expect(byId).toEqual(records.map(({ id }) => id).reverse())
  })
})

it('a folder gives its images, also those in folders inside it', async () => {
  const library = tempLibrary()
  const { images, names } = dataSet(2)
  mkdirSync(join(images, 'ward'))
  copyFileSync(image(2), join(images, 'ward', 'x.png'))
  writeFileSync(join(images, 'notes.txt'), 'no image')
  writeFileSync(join(images, '._hidden.jpg'), 'of a file system')
  const report = await importInto(library, { path: images })
  expect(report).toMatchObject({ format: 'folder', images: { added: 3 }, skippedTotal: 1 })
  expect(report.skippedByReason).toEqual({ 'text-without-image': 1 })
  expect(
    pageImages(library.read, {}, all)
      .rows.map(({ name }) => name)
      .sort()
  ).toEqual([...names, 'ward/x.png'].sort())
  expect(counts(await importInto(library, { path: images }))[0]).toEqual({ added: 0, unchanged: 3 })
})

describe('pairs', () => {
  it('are found from either side, cleaned, and imported once', async () => {
    const library = tempLibrary()
    const { parallel, lines } = readOracle<Record<string, PairFile>>('formats', 'expected.json')[
      'train.en'
    ] ?? { parallel: [], lines: [] }
    const first = await importInto(library, { path: oraclePath('formats', 'train.vi') })
    expect(first).toMatchObject({ format: 'pairs', pairs: { added: parallel.length } })
    expect(first.skippedByReason).toEqual({ 'pair-side-empty': lines.length - parallel.length })
    const { rows } = pagePairs(library.read, {}, all)
    expect(rows.map(({ english, vietnamese }) => [english, vietnamese])).toEqual(
      parallel.map((pair) => [pair.en_norm_unescaped, pair.vi_norm_unescaped])
    )
    const again = await importInto(library, { path: oraclePath('formats', 'train.en') })
    expect(again.pairs).toEqual({ added: 0, unchanged: parallel.length })
  })

  it('with nothing but escaped blanks on a side are passed over', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'x.en'), 'one\n&nbsp; &#32;\n')
    writeFileSync(join(folder, 'x.vi'), 'một\nhai\n')
    const report = await importInto(tempLibrary(), { path: join(folder, 'x.en') })
    expect(report.pairs.added).toBe(1)
    expect(report.skipped).toEqual([{ reason: 'pair-side-empty', where: 'line 2', what: 'hai' }])
  })

  it('keep repetitions, all on one side of the split', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    const numbers = [1, 2, 3, 1, 4, 1, 5, 2]
    writeFileSync(join(folder, 'x.en'), numbers.map((n) => `number ${n}\n`).join(''))
    writeFileSync(join(folder, 'x.vi'), numbers.map((n) => `số ${n}\n`).join(''))
    const report = await importInto(library, { path: join(folder, 'x.en'), valFraction: 0.4 })
    expect(report.pairs).toEqual({ added: numbers.length, unchanged: 0 })
    const { rows } = pagePairs(library.read, {}, all)
    const splits = Map.groupBy(rows, ({ english }) => english)
    for (const pairs of splits.values())
      expect(new Set(pairs.map(({ split }) => split)).size).toBe(1)
    const held = [...splits.values()].filter(([pair]) => pair?.split === 'val')
    expect(held).toHaveLength(2)
  })

  it('of the XML form are joined by document and segment', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    const xml = (segments: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<mteval><srcset><doc docid="7"><title>T</title>${segments}</doc></srcset></mteval>`
    writeFileSync(
      join(folder, 'tst.en.xml'),
      xml('<seg id="1"> One &amp; a half . </seg><seg id="2">Two</seg><seg id="3">Three</seg>')
    )
    writeFileSync(
      join(folder, 'tst.vi.xml'),
      xml('<seg id="3">Ba</seg><seg id="1">Một rưỡi</seg><seg id="2"> </seg>')
    )
    const report = await importInto(library, { path: join(folder, 'tst.en.xml') })
    expect(report.skipped).toEqual([
      { reason: 'pair-side-empty', where: 'doc 7 seg 2', what: 'Two' }
    ])
    const { rows } = pagePairs(library.read, {}, all)
    expect(rows.map(({ english, vietnamese }) => [english, vietnamese])).toEqual([
      ['One & a half.', 'Một rưỡi'],
      ['Three', 'Ba']
    ])
    writeFileSync(join(folder, 'tst.vi.xml'), xml('<seg id="1">Một').slice(0, -30))
    await expect(importInto(library, { path: join(folder, 'tst.en.xml') })).rejects.toMatchObject({
      code: 'import.bad-xml'
    })
  })
})

describe('a file that makes no sense as a whole', () => {
  const files: [string, string][] = [
    ['hostile_truncated.json', 'import.cut-short'],
    ['empty.json', 'import.empty'],
    ['hostile_latin1.json', 'import.not-utf8'],
    ['hostile_unclosed_quote.csv', 'import.bad-table'],
    ['hostile_uneven.en', 'import.uneven-lines'],
    ['nothing-here.json', 'file.not-found']
  ]

  it.each(files)('%s is refused as %s, and nothing is imported', async (name, code) => {
    const library = tempLibrary()
    const path = oraclePath('formats', name)
    await expect(importInto(library, { path })).rejects.toMatchObject({ code })
    expect((await library.info()).counts).toMatchObject({ images: 0, captions: 0, pairs: 0 })
  })

  it('is refused in one line', async () => {
    const library = tempLibrary()
    const file = join(tempFolder(), 'x.json')
    for (const text of ['[\n{"id": "a.jpg",\n\n oops\n}]', '[{"id": "a\\nb", "captions": ""}]']) {
      writeFileSync(file, text)
      const error: unknown = await importInto(library, { path: file }).catch((e: unknown) => e)
      expect(error).toBeInstanceOf(AppError)
      expect((error as AppError).message).not.toContain('\n')
    }
  })

  it('is refused where the other side of a pair is missing, or the format does not fit', async () => {
    const library = tempLibrary()
    const folder = tempFolder()
    writeFileSync(join(folder, 'x.en'), 'one\n')
    writeFileSync(join(folder, 'x.json'), '{"a": 1}')
    writeFileSync(join(folder, 'x.bin'), 'x')
    const codeOf = (path: string, format?: 'viecap4h' | 'folder') =>
      importInto(library, { path: join(folder, path), format }).catch(
        (error: unknown) => (error as { code: string }).code
      )
    expect(await codeOf('x.en')).toBe('file.not-found')
    expect(await codeOf('x.json')).toBe('import.wrong-shape')
    expect(await codeOf('x.json', 'viecap4h')).toBe('import.wrong-shape')
    expect(await codeOf('x.bin')).toBe('import.unknown-format')
    expect(await codeOf('x.en', 'folder')).toBe('import.wrong-shape')
  })
})

it.each([
  ['gone.jpg', 'image-missing'],
  ['../outside.jpg', 'id-outside-folder'],
  ['text.jpg', 'image-unreadable']
])('a file whose only record is %s is refused: %s', async (id, reason) => {
  const library = tempLibrary()
  const { images, write, file } = dataSet(0)
  writeFileSync(join(images, 'text.jpg'), 'this is no image')
  write([{ id, captions: 'một' }])
  await expect(importInto(library, { path: file })).rejects.toMatchObject({
    code: 'import.nothing-usable',
    params: { path: file, count: 1, where: 'record 1', what: id, reason }
  })
  expect((await library.info()).counts.images).toBe(0)
})

it('a cancelled import leaves nothing', async () => {
  const library = tempLibrary()
  const { file } = dataSet(3)
  const controller = new AbortController()
  const params = v.parse(ImportParams, { path: file })
  const running = runImport(library, params, {
    images: directImages,
    signal: controller.signal,
    report: ({ phase }) => {
      if (phase === 'importing') controller.abort()
    }
  })
  await expect(running).rejects.toMatchObject({ code: 'engine.cancelled' })
  expect((await library.info()).counts).toMatchObject({ images: 0, captions: 0 })
  expect((await importInto(library, { path: file })).images.added).toBe(3)
})
