import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { directImages } from '../../../../test/fixtures/direct-images'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ImportParams } from '../../../shared/domain'
import { listCaptions } from '../../store/captions/captions'
import { pageImages } from '../../store/search/image-listing'
import { previewImport, runImport } from '.'

const image = oraclePath(
  'clip',
  'images',
  readdirSync(oraclePath('clip', 'images')).sort()[0] ?? ''
)

function fileWith(name: string, content: string | Uint8Array): string {
  const folder = tempFolder()
  for (const file of ['a.jpg', 'b.jpg']) copyFileSync(image, join(folder, file))
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

/** What a table gives, and what it was taken for. */
async function read(name: string, content: string | Uint8Array, params = {}) {
  const library = tempLibrary()
  const path = fileWith(name, content)
  const input = v.parse(ImportParams, { path, ...params })
  const signal = new AbortController().signal
  const options = { signal, report: () => undefined, images: directImages }
  const report = await runImport(library, input, options)
  const { used } = await previewImport(input)
  const { rows } = pageImages(library.read, {}, { offset: 0, limit: 10 })
  const captions = rows.flatMap(({ id, name: image }) =>
    listCaptions(library.read, id).map(({ text }) => `${image}: ${text}`)
  )
  return { report, used, captions, dialect: report.taken.dialect }
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('the separator is found by the content', () => {
  it.each([
    ['semicolons', 'image;caption\na.jpg;Một người, già .\nb.jpg;"Đường; dài ."\n', ';'],
    ['tabs', 'image\tcaption\na.jpg\tMột người, già .\nb.jpg\tĐường; dài .\n', '\t'],
    ['bars', 'image|caption\na.jpg|Một người, già .\nb.jpg|Đường; dài .\n', '|'],
    ['commas', 'image,caption\na.jpg,"Một người, già ."\nb.jpg,Đường; dài .\n', ','],
    ['semicolons, no header', 'a.jpg;Một người, già .\nb.jpg;"Đường; dài ."\n', ';'],
    [
      'a line sep=',
      'sep=;\r\nimage;caption\r\na.jpg;Một người, già .\r\nb.jpg;"Đường; dài ."\r\n',
      ';'
    ]
  ])('%s', async (_what, text, delimiter) => {
    const { captions, dialect, report } = await read('x.csv', text)
    expect(captions).toEqual(['a.jpg: Một người, già .', 'b.jpg: Đường; dài .'])
    expect(dialect?.delimiter).toBe(delimiter)
    expect(report.skippedTotal).toBe(0)
  })

  it('as Excel saves Unicode text: UTF-16, tabs and quotes, called .txt', async () => {
    const text = 'image\tcaption\r\na.jpg\t"Dòng một\nDòng ""hai"""\r\n'
    const { captions, report } = await read('x.txt', utf16(text))
    expect(captions).toEqual(['a.jpg: Dòng một\nDòng "hai"'])
    expect(report).toMatchObject({ format: 'csv', encoding: 'utf-16le' })
  })

  it.each([
    [
      'quotes escaped by a backslash',
      'image,caption\na.jpg,"nói \\"xin chào\\", rồi đi ."\n',
      'a.jpg: nói "xin chào", rồi đi .'
    ],
    [
      'blanks behind the separator',
      'image, caption\na.jpg, "Một người, già ."\n',
      'a.jpg: Một người, già .'
    ],
    ['a byte order mark', '\ufeffimage,caption\r\na.jpg,Một người .\r\n', 'a.jpg: Một người .']
  ])('%s', async (_what, text, caption) => {
    expect((await read('x.csv', text)).captions).toEqual([caption])
  })
})

describe('the columns are found by their values', () => {
  it('the image is the column whose values are files', async () => {
    const { used, captions } = await read(
      'x.csv',
      'id,chú thích,tệp\n1,Một người .,a.jpg\n2,Đường .,b.jpg\n'
    )
    expect(used).toEqual({ image: 'tệp', caption: 'chú thích' })
    expect(captions).toEqual(['a.jpg: Một người .', 'b.jpg: Đường .'])
  })

  it('flickr30k: the caption is behind its number', async () => {
    const text = 'image_name| comment_number| comment\na.jpg| 0| Một người .\na.jpg| 1| Đi bộ .\n'
    const { used, captions, report } = await read('results.csv', text)
    expect(used).toEqual({ image: 'image_name', caption: 'comment' })
    expect(captions).toEqual(['a.jpg: Một người .', 'a.jpg: Đi bộ .'])
    expect(report.kept).toEqual([{ field: 'comment_number', records: 2 }])
  })

  it('without a header too', async () => {
    const { used, captions } = await read(
      'x.csv',
      '1,a.jpg,Một người đi bộ .\n2,b.jpg,Đường dài .\n'
    )
    expect(used).toEqual({ image: 'column 2', caption: 'column 3' })
    expect(captions).toHaveLength(2)
  })

  it('a name without its ending is the file that has one', async () => {
    const { captions } = await read('x.csv', 'id,text\na,Một người .\nb#1,Đường .\n')
    expect(captions).toEqual(['a.jpg: Một người .', 'b.jpg: Đường .'])
  })

  it('records of JSON too, where no field is called as usual', async () => {
    const { used, captions } = await read(
      'x.json',
      '[{"stt": 1, "tep": "a.jpg", "noi_dung": "Một người ."}]',
      { format: 'jsonl' }
    )
    expect(used).toEqual({ image: 'tep', caption: 'noi_dung' })
    expect(captions).toEqual(['a.jpg: Một người .'])
  })
})

it('names caption files in a folder of images that were not read with it', async () => {
  const path = fileWith('train_data.json', '{}')
  const preview = await previewImport(v.parse(ImportParams, { path: join(path, '..') }))
  expect(preview.taken).toEqual({ texts: 'lines', unread: ['train_data.json'] })
})
