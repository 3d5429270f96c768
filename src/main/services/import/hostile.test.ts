import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { collectGarbage } from '../../../../test/fixtures/collect-garbage'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ImportParams } from '../../../shared/domain'
import { listCaptions } from '../../store/captions/captions'
import { pageImages } from '../../store/search/image-listing'
import type { Library } from '../../store/core/library'
import { pagePairs } from '../../store/pairs/pairs'
import { previewImport, runImport } from '.'

const all = { offset: 0, limit: 1000 }
const image = oraclePath(
  'clip',
  'images',
  readdirSync(oraclePath('clip', 'images')).sort()[0] ?? ''
)
const importInto = (
  library: Library,
  params: v.InferInput<typeof ImportParams>,
  signal = new AbortController().signal,
  report: () => void = () => undefined
) => runImport(library, v.parse(ImportParams, params), { images: directImages, signal, report })

/** A folder with two images and the file `name`. */
function folderWith(name: string, content: string | Uint8Array) {
  const folder = tempFolder()
  for (const name of ['a.jpg', 'b.jpg']) copyFileSync(image, join(folder, name))
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const captionsOf = (library: Library) =>
  pageImages(library.read, {}, all).rows.map(({ id, name }) => [
    name,
    listCaptions(library.read, id).map(({ text }) => text)
  ])

const utf16 = (text: string, big: boolean, mark: boolean) => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return big ? bytes.swap16() : bytes
}

describe('a text file', () => {
  const text = 'image,caption\r\na.jpg,"Một bác sĩ, ""giỏi"""\r\nb.jpg,đường\r\n'
  const encoded: [string, Uint8Array, string][] = [
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeff' + text), 'utf-8'],
    ['UTF-16, little-endian', utf16(text, false, true), 'utf-16le'],
    ['UTF-16, big-endian', utf16(text, true, true), 'utf-16be'],
    ['UTF-16 without a mark', utf16(text, false, false), 'utf-16le'],
    ['UTF-8 in NFD', Buffer.from(text.normalize('NFD')), 'utf-8']
  ]

  it.each(encoded)('in %s is read', async (_what, bytes, encoding) => {
    const library = tempLibrary()
    const report = await importInto(library, { path: folderWith('x.csv', bytes) })
    expect(report).toMatchObject({ encoding, skippedTotal: 0 })
    expect(captionsOf(library)).toEqual([
      ['a.jpg', ['Một bác sĩ, "giỏi"']],
      ['b.jpg', ['đường']]
    ])
  })

  it.each([
    ['cut in the middle of a letter', Buffer.from(text).subarray(0, -6), 'import.not-utf8'],
    [
      'of UTF-16 with a lone half',
      Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0]),
      'import.not-utf8'
    ],
    ['of some other kind', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]), 'import.not-utf8']
  ])('%s is refused', async (_what, bytes, code) => {
    const library = tempLibrary()
    await expect(importInto(library, { path: folderWith('x.csv', bytes) })).rejects.toMatchObject({
      code
    })
    expect((await library.info()).counts.images).toBe(0)
  })
})

describe('a record', () => {
  it('on a line beyond reason is passed over, the others are read', async () => {
    const long = `{"image":"a.jpg","caption":"${'x'.repeat(17 * 1024 * 1024)}"}`
    const lines = ['{"image":"a.jpg","caption":"một"}', long, '{"image":"b.jpg","caption":"hai"}']
    const library = tempLibrary()
    const report = await importInto(library, { path: folderWith('x.jsonl', lines.join('\n')) })
    expect(report.skipped).toEqual([{ reason: 'record-too-long', where: 'line 2', what: '' }])
    expect(captionsOf(library)).toEqual([
      ['a.jpg', ['một']],
      ['b.jpg', ['hai']]
    ])
  })

  it('of an image named before joins it, and is counted', async () => {
    const list = ['một', 'hai', 'ba'].map((captions) => ({ id: 'a.jpg', captions }))
    const library = tempLibrary()
    const report = await importInto(library, { path: folderWith('x.json', JSON.stringify(list)) })
    expect(report).toMatchObject({ joined: 2, images: { added: 1 }, captions: { added: 3 } })
    expect(captionsOf(library)).toEqual([['a.jpg', ['một', 'hai', 'ba']]])
  })

  it('with an id that another has is passed over, and captions may stand before images', async () => {
    const coco = JSON.stringify({
      annotations: [
        { id: 1, image_id: 1, caption: 'một' },
        { id: 2, image_id: '1', caption: 'không ảnh' },
        { id: 3, image_id: 1, caption: ' ' }
      ],
      images: [
        { id: 1, file_name: 'a.jpg' },
        { id: 1, file_name: 'b.jpg' }
      ]
    })
    const library = tempLibrary()
    const report = await importInto(library, { path: folderWith('x.json', coco) })
    expect(report.skippedByReason).toEqual({
      'id-duplicate': 1,
      'annotation-orphan': 1,
      'caption-empty': 1
    })
    expect(captionsOf(library)).toEqual([['a.jpg', ['một']]])
  })

  it('of an image with captions beyond reason is counted', async () => {
    const captions = Array.from({ length: 1500 }, (_, i) => `câu ${i}`).join('\n')
    const list = [{ id: 'a.jpg', captions }]
    const library = tempLibrary()
    const report = await importInto(library, { path: folderWith('x.json', JSON.stringify(list)) })
    expect(report.captions.added).toBe(1000)
    expect(report.skippedByReason).toEqual({ 'captions-too-many': 500 })
  })

  it.each(['x.json', 'x.jsonl', 'x.csv'])(
    'cut short in %s brings nothing or itself',
    async (name) => {
      const whole = {
        'x.json': '[{"id":"a.jpg","captions":"một"},{"id":"b.jpg","captions":"hai"}]',
        'x.jsonl': '{"image":"a.jpg","caption":"một"}\n{"image":"b.jpg","caption":"hai"}\n',
        'x.csv': 'image,caption\na.jpg,"một"\nb.jpg,"hai"\n'
      }[name]
      const library = tempLibrary()
      for (let length = 1; length < (whole?.length ?? 0); length += 1) {
        const path = folderWith(name, whole?.slice(0, length) ?? '')
        await importInto(library, { path }).catch((error: unknown) => {
          expect(error).toMatchObject({ code: expect.stringMatching(/^import\./) as string })
        })
      }
      const parts = ['một', 'mộ', 'm', 'hai', 'ha', 'h']
      for (const [, texts] of captionsOf(library)) {
        expect(parts).toEqual(expect.arrayContaining(texts as string[]))
      }
    }
  )
})

it('a table without the columns that were named is refused, with those that it has', async () => {
  const path = folderWith('x.csv', 'file,text\na.jpg,một\n')
  await expect(
    importInto(tempLibrary(), { path, columns: { caption: 'câu' } })
  ).rejects.toMatchObject({
    code: 'import.no-column',
    params: { column: 'câu', found: 'file, text' }
  })
})

it('a zip is refused where it is none, or holds several lists', async () => {
  const path = folderWith('x.zip', 'this is no zip')
  await expect(importInto(tempLibrary(), { path })).rejects.toMatchObject({
    code: 'import.bad-zip'
  })
})

it('a preview names what would be passed over, and imports nothing', async () => {
  const rows = [
    ['a.jpg', 'một'],
    ['../b.jpg', 'hai'],
    ['c.jpg', 'ba']
  ]
  const text = 'image,caption,note\n' + rows.map((row) => `${row.join(',')},n\n`).join('')
  const path = folderWith('x.csv', text)
  const preview = await previewImport(v.parse(ImportParams, { path }))
  expect(preview).toMatchObject({
    format: 'csv',
    encoding: 'utf-8',
    columns: ['image', 'caption', 'note'],
    used: { image: 'image', caption: 'caption' },
    complete: true
  })
  expect(preview.rows.map(({ name, texts, problem }) => [name, texts, problem])).toEqual([
    ['a.jpg', ['một'], null],
    ['../b.jpg', ['hai'], 'id-outside-folder'],
    ['c.jpg', ['ba'], 'image-missing']
  ])
})

describe('a file of many rows', () => {
  const rows = 6000
  const pairs = (folder: string) => {
    for (const side of ['en', 'vi']) {
      const lines = Array.from({ length: rows }, (_, i) => `${side} ${i % 4500} câu dài một chút\n`)
      writeFileSync(join(folder, `p.${side}`), lines.join(''))
    }
    return join(folder, 'p.en')
  }

  it('is imported as a stream: repetitions, choice for validation and progress are right', async () => {
    const library = tempLibrary()
    const phases = new Set<string>()
    const params = v.parse(ImportParams, { path: pairs(tempFolder()), valFraction: 0.1 })
    const report = await runImport(library, params, {
      images: directImages,
      signal: new AbortController().signal,
      report: ({ phase }) => phases.add(phase)
    })
    expect(report.pairs).toEqual({ added: rows, unchanged: 0 })
    expect([...phases]).toEqual(['reading', 'importing'])
    const held = pagePairs(library.read, { split: 'val' }, { offset: 0, limit: 1 }).total
    // A tenth of the 4,500 distinct pairs, of which the first 1,500 stand twice.
    expect(held).toBeGreaterThan(450)
    expect(held).toBeLessThan(750)
    const again = await importInto(library, { path: params.path })
    expect(again.pairs).toEqual({ added: 0, unchanged: rows })
  })

  it('that is cancelled amid the writing leaves nothing', async () => {
    const library = tempLibrary()
    const controller = new AbortController()
    let writes = 0
    const running = runImport(library, v.parse(ImportParams, { path: pairs(tempFolder()) }), {
      images: directImages,
      signal: controller.signal,
      report: ({ phase }) => {
        if (phase === 'importing' && (writes += 1) === 3) controller.abort()
      }
    })
    await expect(running).rejects.toMatchObject({ code: 'engine.cancelled' })
    expect((await library.info()).counts.pairs).toBe(0)
    expect(pagePairs(library.read, { text: 'câu' }, { offset: 0, limit: 1 }).total).toBe(0)
  })

  it('holds in memory no more than a part of itself', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'p'))
    copyFileSync(image, join(folder, 'p', 'a.jpg'))
    const long = 'một câu chú thích rất dài '.repeat(600)
    const lines = Array.from({ length: rows }, (_, i) => {
      const caption = i % 30 === 0 ? `câu ${i}` : ' '
      return JSON.stringify({ image: 'a.jpg', caption, note: `${i} ${long}` }) + '\n'
    })
    const path = join(folder, 'x.jsonl')
    writeFileSync(path, lines.join(''))
    const bytes = Buffer.byteLength(lines.join(''))
    lines.length = 0
    let most = 0
    const before = process.memoryUsage().heapUsed
    const grown = () => process.memoryUsage().heapUsed - before
    const library = tempLibrary()
    const watch = () => {
      // What is only not collected yet is not held.
      if (grown() > bytes / 4) collectGarbage()
      most = Math.max(most, grown())
    }
    const report = await importInto(
      library,
      { path, imagesDir: join(folder, 'p') },
      undefined,
      watch
    )
    expect(report.captions.added).toBe(rows / 30)
    expect(bytes).toBeGreaterThan(100_000_000)
    expect(most).toBeLessThan(bytes / 2)
  })
})
