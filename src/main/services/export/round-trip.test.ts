import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ExportParams, ImportParams, type ExportFormat } from '../../../shared/domain'
import type { Library } from '../../store/core/library'
import { runImport } from '../import'
import { runExport } from '.'

const signal = new AbortController().signal
const importInto = (library: Library, params: v.InferInput<typeof ImportParams>) =>
  runImport(library, v.parse(ImportParams, params), {
    images: directImages,
    signal,
    report: () => undefined
  })
const exportFrom = (library: Library, params: v.InferInput<typeof ExportParams>) =>
  runExport(library, v.parse(ExportParams, params))

/** Names and texts that are hard to keep, put together at random from a seed. */
function randomness(seed: number) {
  let state = seed
  const below = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % n
  }
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const parts = [
    'một',
    'bác sĩ',
    'đang khám',
    '"nháy"',
    "d'or",
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '&amp;',
    '&',
    ' .',
    ' ,',
    ' "',
    '<b>',
    '\\',
    '=1+1',
    '#',
    'ế'.normalize('NFD'),
    '\u2028',
    '😀',
    '{',
    ']',
    '  ',
    '&#32;',
    '\u00a0',
    '-'
  ]
  const text = () => Array.from({ length: 1 + below(6) }, () => pick(parts)).join('') + 'x'
  return { below, pick, text }
}

const small = oraclePath(
  'clip',
  'images',
  readdirSync(oraclePath('clip', 'images')).sort()[0] ?? ''
)
const names = [
  'a.jpg',
  'a.png',
  'b, c.jpg',
  '"q".jpg',
  'có dấu/ảnh.jpg'.normalize('NFC'),
  'có dấu/tách.jpg'.normalize('NFD'),
  'sub/x y.jpg',
  '#1.jpg',
  '=1.jpg',
  '__proto__.jpg',
  '7.jpg'
]

/** A folder with those images, and a JSON Lines file of captions that fills a library. */
function dataSet(seed: number) {
  const random = randomness(seed)
  const folder = tempFolder()
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    copyFileSync(small, join(folder, name))
  }
  const rows = names.map((image) => ({
    image,
    captions: Array.from({ length: random.below(4) }, random.text)
  }))
  const file = join(folder, 'source.jsonl')
  writeFileSync(file, rows.map((row) => JSON.stringify(row) + '\n').join(''))
  return { folder, file, random }
}

/** Exports a library, imports that into an empty one, and exports it again. */
async function roundTrip(library: Library, format: ExportFormat, name: string, imagesDir: string) {
  const [first, second] = [join(tempFolder(), name), join(tempFolder(), name)]
  const { files } = await exportFrom(library, { file: first, format })
  const again = tempLibrary()
  const path = files[0] ?? ''
  const report = await importInto(again, {
    path,
    ...(format.startsWith('pairs') ? {} : { imagesDir })
  })
  const back = await exportFrom(again, { file: second, format })
  return {
    report,
    before: files.map((file) => readFileSync(file)),
    after: back.files.map((file) => readFileSync(file))
  }
}

const captionFiles = {
  viecap4h: 'out.json',
  submission: 'results.zip',
  coco: 'coco.json',
  jsonl: 'out.jsonl',
  csv: 'out.csv',
  tsv: 'out.tsv'
} as const

describe.each([1, 2, 3])('a library of hard names and texts (%i)', (seed) => {
  it.each(Object.entries(captionFiles))('comes back from %s to the byte', async (format, name) => {
    const { folder, file } = dataSet(seed)
    const library = tempLibrary()
    await importInto(library, { path: file })
    const { before, after, report } = await roundTrip(library, format as ExportFormat, name, folder)
    expect(report.skippedTotal).toBe(0)
    expect(before[0]?.length).toBeGreaterThan(200)
    expect(after).toEqual(before)
  })

  it('comes back from a folder of texts, with its images', async () => {
    const { file } = dataSet(seed)
    const library = tempLibrary()
    await importInto(library, { path: file })
    const [first, second] = [tempFolder(), tempFolder()]
    await exportFrom(library, { file: first, format: 'folder', withImages: true })
    const again = tempLibrary()
    const report = await importInto(again, { path: first })
    expect(report).toMatchObject({ skippedTotal: 0, images: { added: names.length } })
    await exportFrom(again, { file: second, format: 'folder', withImages: true })
    const files = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.\w+$/.test(name))
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), 'base64')])
    expect(files(second)).toEqual(files(first))
  })

  it.each(['pairs', 'pairs-tsv', 'pairs-xml'] as const)(
    'of pairs comes back from %s',
    async (format) => {
      const { random } = dataSet(seed)
      const folder = tempFolder()
      const line = () => random.text().replace(/[\r\n\t]+/g, ' ')
      const count = 60
      for (const side of ['en', 'vi']) {
        const text = Array.from({ length: count }, () => line() + '\n').join('')
        writeFileSync(join(folder, `s.${side}`), text)
      }
      const library = tempLibrary()
      const first = await importInto(library, { path: join(folder, 's.en') })
      expect(first.pairs.added).toBe(count)
      const name = { pairs: 'p.en', 'pairs-tsv': 'p.tsv', 'pairs-xml': 'p.en.xml' }[format]
      const { before, after, report } = await roundTrip(library, format, name, folder)
      expect(report).toMatchObject({ pairs: { added: count }, skippedTotal: 0 })
      expect(after).toEqual(before)
      expect(before).toHaveLength(format === 'pairs-tsv' ? 1 : 2)
    }
  )
})

describe('what a file says beyond ours', () => {
  const textIn = (folder: string, name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }

  it('comes back from COCO: ids, fields of images and annotations, info and licences', async () => {
    const { folder } = dataSet(1)
    const coco = {
      info: { description: 'thử', year: 2021 },
      licenses: [{ id: 3, name: 'CC' }],
      images: [
        { id: 17, file_name: 'a.jpg', license: 3, coco_url: 'http://x/a', width: 9, height: 9 },
        { id: 'two', file_name: 'a.png' }
      ],
      annotations: [
        { id: 900, image_id: 'two', caption: 'hai', area: 1.5, segmentation: [[1, 2]] },
        { id: 901, image_id: 17, caption: 'một' }
      ]
    }
    const library = tempLibrary()
    const report = await importInto(library, {
      path: textIn(folder, 'c.json', JSON.stringify(coco))
    })
    expect(
      Object.fromEntries(report.kept.map(({ field, records }) => [field, records]))
    ).toMatchObject({
      license: 1,
      coco_url: 1,
      area: 1,
      segmentation: 1,
      info: 1,
      licenses: 1,
      id: 4
    })
    const file = join(tempFolder(), 'c.json')
    await exportFrom(library, { file, format: 'coco' })
    const back = JSON.parse(readFileSync(file, 'utf8')) as typeof coco
    expect(back.info).toEqual(coco.info)
    expect(back.licenses).toEqual(coco.licenses)
    expect(back.images).toEqual(coco.images)
    expect(back.annotations).toEqual([coco.annotations[1], coco.annotations[0]])
    const { before, after } = await roundTrip(library, 'coco', 'c.json', folder)
    expect(after).toEqual(before)
    const other = await exportFrom(library, { file: join(tempFolder(), 'x.csv'), format: 'csv' })
    expect(other.notWritten).toEqual(['coco'])
  })

  it('gives COCO ids of two files that clash new numbers, and keeps them by split', async () => {
    const { folder } = dataSet(1)
    const coco = (image: string) =>
      JSON.stringify({
        images: [{ id: 1, file_name: image }],
        annotations: [{ id: 5, image_id: 1, caption: 'x' }]
      })
    const library = tempLibrary()
    await importInto(library, { path: textIn(folder, '1.json', coco('a.jpg')), split: 'train' })
    await importInto(library, { path: textIn(folder, '2.json', coco('a.png')), split: 'val' })
    const read = async (split: 'all' | 'val') => {
      const file = join(tempFolder(), 'c.json')
      await exportFrom(library, { file, format: 'coco', split })
      const { images, annotations } = JSON.parse(readFileSync(file, 'utf8')) as {
        images: { id: number; file_name: string }[]
        annotations: { id: number; image_id: number }[]
      }
      return [images.map(({ id }) => id), annotations.map((one) => [one.id, one.image_id])]
    }
    expect(await read('all')).toEqual([
      [1, 2],
      [
        [5, 1],
        [6, 2]
      ]
    ])
    expect(await read('val')).toEqual([[1], [[5, 1]]])
  })

  it('comes back from CSV columns, JSON Lines fields and vieCap4H members', async () => {
    const { folder } = dataSet(1)
    const csv = textIn(
      folder,
      'x.csv',
      'split,file_name,text,image\r\ntrain,a.jpg,một,"u, 1"\r\nval,a.jpg,hai,\r\n,a.png,,u3\r\n'
    )
    const library = tempLibrary()
    await importInto(library, { path: csv, columns: { image: 'file_name', caption: 'text' } })
    const out = join(tempFolder(), 'x.csv')
    await exportFrom(library, { file: out, format: 'csv' })
    expect(readFileSync(out, 'utf8')).toBe(
      'image,caption,split,image (2)\r\na.jpg,một,train,"u, 1"\r\na.jpg,hai,val,\r\na.png,,,u3\r\n'
    )
    const again = await roundTrip(library, 'csv', 'x.csv', folder)
    expect(again.after).toEqual(again.before)

    const lines = [
      { image: 'a.jpg', caption: 'một', score: 0.5 },
      { image: 'a.jpg', caption: 'hai', tags: ['x', { y: null }] },
      { image: 'a.png', captions: ['ba', 'bốn'], source: { by: 'ai' } },
      { image: '#1.jpg', captions: [] }
    ]
    const jsonl = lines.map((line) => JSON.stringify(line) + '\n').join('')
    const second = tempLibrary()
    await importInto(second, { path: textIn(folder, 'x.jsonl', jsonl) })
    const outLines = join(tempFolder(), 'x.jsonl')
    await exportFrom(second, { file: outLines, format: 'jsonl' })
    expect(readFileSync(outLines, 'utf8')).toBe(jsonl)

    const list = [{ id: 'a.jpg', captions: 'một\nhai', note: { seen: true } }]
    const third = tempLibrary()
    await importInto(third, { path: textIn(folder, 'x.json', JSON.stringify(list)) })
    const outList = join(tempFolder(), 'x.json')
    await exportFrom(third, { file: outList, format: 'viecap4h' })
    expect(JSON.parse(readFileSync(outList, 'utf8'))).toEqual(list)
  })

  it('comes back from the heads of IWSLT documents, by document and segment', async () => {
    const folder = tempFolder()
    const side = (set: string, language: string, one: string, two: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<mteval>\n<${set} setid="s" ${language}>\n` +
      `<doc docid="7" genre="lectures">\n<title>T &amp; U</title>\n<seg id="1">${one}</seg>\n</doc>\n` +
      `<doc docid="8" genre="lectures">\n<talkid>8</talkid>\n<seg id="1">${two}</seg>\n</doc>\n` +
      `</${set}>\n</mteval>\n`
    const english = side('srcset', 'srclang="english"', 'One', 'R &amp;amp; D')
    const vietnamese = side('refset', 'trglang="vi"', 'Một', 'Hai')
    writeFileSync(join(folder, 't.en.xml'), english)
    writeFileSync(join(folder, 't.vi.xml'), vietnamese)
    const library = tempLibrary()
    await importInto(library, { path: join(folder, 't.en.xml') })
    const file = join(tempFolder(), 't.en.xml')
    const { files } = await exportFrom(library, { file, format: 'pairs-xml' })
    expect(files.map((path) => readFileSync(path, 'utf8'))).toEqual([
      english.replace('R &amp;amp; D', 'R &amp; D'),
      vietnamese
    ])
  })
})

describe('a submission', () => {
  it('has the ids of the template in its order, also those that the library does not know', async () => {
    const { folder, file } = dataSet(2)
    const library = tempLibrary()
    await importInto(library, { path: file })
    const sample = join(folder, 'sample.json')
    const ids = ['unknown.jpg', 'a.png', 'a.jpg', 'unknown.jpg']
    writeFileSync(sample, JSON.stringify(ids.map((id) => ({ id, captions: '' }))))
    const out = join(tempFolder(), 'results.json')
    const report = await exportFrom(library, { file: out, format: 'submission', sample })
    const written = JSON.parse(readFileSync(out, 'utf8')) as { id: string; captions: string }[]
    expect(written.map(({ id }) => id)).toEqual(ids)
    expect(report.images).toBe(4)
    expect(report.withoutCaption).toBe(written.filter(({ captions }) => captions === '').length)
  })

  it('is read from its zip, and its images may be elsewhere', async () => {
    const { folder, file } = dataSet(3)
    const library = tempLibrary()
    await importInto(library, { path: file })
    const zip = join(tempFolder(), 'results.zip')
    await exportFrom(library, { file: zip, format: 'submission' })
    const moved = tempFolder()
    cpSync(folder, join(moved, 'p'), { recursive: true })
    const report = await importInto(tempLibrary(), { path: zip, imagesDir: join(moved, 'p') })
    expect(report.images.added).toBe(names.length)
  })
})
