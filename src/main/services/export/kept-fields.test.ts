import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ExportParams, ImportParams, type ExportFormat } from '../../../shared/domain'
import type { Library } from '../../store/core/library'
import { runImport } from '../import'
import { runExport } from '.'

const images = oraclePath('clip', 'images')
const image = join(images, readdirSync(images).sort()[0] ?? '')
const signal = new AbortController().signal

let folder = ''
let library: Library
beforeEach(() => {
  folder = tempFolder()
  library = tempLibrary()
  for (const name of ['a.jpg', 'b.jpg']) copyFileSync(image, join(folder, name))
})

async function importText(name: string, text: string) {
  const path = join(folder, name)
  writeFileSync(path, text)
  const params = v.parse(ImportParams, { path })
  return runImport(library, params, { images: directImages, signal, report: () => undefined })
}
async function exported(format: ExportFormat): Promise<string> {
  const file = join(tempFolder(), `out.${format}`)
  await runExport(library, v.parse(ExportParams, { file, format }))
  return readFileSync(file, 'utf8')
}

describe('further fields of a file that is imported again', () => {
  it('are those that it has now, of images, captions and the file itself', async () => {
    const coco = (version: number) => ({
      info: { version },
      images: [{ id: 1, file_name: 'a.jpg', license: version }],
      annotations: [
        { id: 5, image_id: 1, caption: 'một', area: version },
        { id: 6, image_id: 1, caption: 'một', area: -version },
        { id: 7, image_id: 1, caption: 'hai' }
      ]
    })
    await importText('c.json', JSON.stringify(coco(1)))
    const report = await importText('c.json', JSON.stringify(coco(2)))
    expect(report.captions).toEqual({ added: 0, unchanged: 3 })
    expect(JSON.parse(await exported('coco'))).toEqual(coco(2))
  })

  it('are those that it has now, of pairs', async () => {
    const tsv = (note: string) => `english\tvietnamese\tnote\nhello\txin chào\t${note}\n`
    await importText('p.tsv', tsv('cũ'))
    const report = await importText('p.tsv', tsv('mới'))
    expect(report.pairs).toEqual({ added: 0, unchanged: 1 })
    expect(await exported('pairs-tsv')).toBe(tsv('mới'))
  })
})

describe('further fields of one image in several records', () => {
  const line = (fields: object) => JSON.stringify({ image: 'a.jpg', ...fields }) + '\n'

  it('are joined, and those that differ are told', async () => {
    const report = await importText(
      'x.jsonl',
      line({ captions: ['một', 'hai'], licence: 'CC', year: null }) +
        line({ captions: [], url: 'u', licence: 'CC' }) +
        line({ captions: [], licence: 'PD', year: 2021 })
    )
    expect(report).toMatchObject({
      joined: 2,
      kept: [
        { field: 'licence', records: 2 },
        { field: 'year', records: 1 },
        { field: 'url', records: 1 }
      ],
      notKept: [
        { field: 'licence', records: 1 },
        { field: 'year', records: 1 }
      ]
    })
    const fields = { licence: 'CC', year: null, url: 'u' }
    expect(await exported('jsonl')).toBe(line({ captions: ['một', 'hai'], ...fields }))
  })

  it('are joined where its names differ in their Unicode form alone', async () => {
    copyFileSync(image, join(folder, 'é.jpg'.normalize('NFC')))
    const named = (form: string, id: number, fields: object) => ({
      id,
      file_name: 'é.jpg'.normalize(form),
      ...fields
    })
    const images = [named('NFC', 1, { a: 1 }), named('NFD', 2, { b: 2 })]
    const annotations = [{ id: 5, image_id: 2, caption: 'một' }]
    const report = await importText('c.json', JSON.stringify({ images, annotations }))
    expect(report.notKept).toEqual([{ field: 'id', records: 1 }])
    expect(JSON.parse(await exported('coco'))).toMatchObject({
      images: [named('NFC', 1, { a: 1, b: 2 })],
      annotations: [{ id: 5, image_id: 1, caption: 'một' }]
    })
  })

  it('of another file take the place of their like and leave the others', async () => {
    await importText('x.jsonl', line({ caption: 'một', by: 'An', page: 3 }))
    await importText('y.jsonl', line({ caption: 'một', by: 'Bình' }))
    expect(await exported('jsonl')).toBe(line({ caption: 'một', by: 'Bình', page: 3 }))
  })
})

it('COCO files that say different things of themselves lose none of it', async () => {
  const coco = (description: string, image: string, license: object) =>
    JSON.stringify({
      info: { description },
      licenses: [license],
      images: [{ id: image, file_name: image }],
      annotations: [{ id: image, image_id: image, caption: 'x' }]
    })
  await importText('1.json', coco('first', 'a.jpg', { id: 1, name: 'CC' }))
  await importText('2.json', coco('second', 'b.jpg', { id: 1, name: 'PD' }))
  const text = await exported('coco')
  expect(JSON.parse(text)).toMatchObject({
    info: { description: 'second' },
    licenses: [
      { id: 1, name: 'CC' },
      { id: 1, name: 'PD' }
    ],
    earlier_files: [{ info: { description: 'first' } }]
  })
  library = tempLibrary()
  await importText('both.json', text)
  expect(JSON.parse(await exported('coco'))).toEqual(JSON.parse(text))
})

describe('numbers go out as they came in', () => {
  const numbers = ['9007199254740993', '1.0', '1e400', '-0', '0.1234567890123456789', '1e5', '7']

  it('in COCO, with ids above 2^53', async () => {
    const fields = numbers.map((number, i) => `"n${i}":${number}`).join(',')
    await importText(
      'c.json',
      `{"info":{"list":[${numbers.join(',')}]},
        "images":[{"id":9007199254740993,"file_name":"a.jpg",${fields}},
          {"id":9007199254740992,"file_name":"b.jpg"}],
        "annotations":[{"id":12345678901234567890,"image_id":9007199254740993,"caption":"một",${fields}},
          {"id":12345678901234567891,"image_id":9007199254740992,"caption":"hai"}]}`
    )
    const coco = await exported('coco')
    expect(coco).toContain(`"info": {"list":[${numbers.join(',')}]}`)
    expect(coco).toContain(`{"id":9007199254740993,"file_name":"a.jpg",${fields}}`)
    expect(coco).toContain('{"id":9007199254740992,"file_name":"b.jpg"}')
    expect(coco).toContain(
      `{"id":12345678901234567890,"image_id":9007199254740993,"caption":"một",${fields}}`
    )
    expect(coco).toContain(
      '{"id":12345678901234567891,"image_id":9007199254740992,"caption":"hai"}'
    )
  })

  it('and a record without an id gets the number behind the highest, of whatever size', async () => {
    await importText(
      'c.json',
      '{"images":[{"id":9007199254740993,"file_name":"a.jpg"}],"annotations":[]}'
    )
    await importText('x.jsonl', '{"image":"b.jpg","caption":"hai"}\n')
    const coco = await exported('coco')
    expect(coco).toContain('{"id":9007199254740994,"file_name":"b.jpg"')
    expect(coco).toContain('"image_id":9007199254740994')
  })

  it.each(['viecap4h', 'jsonl'] as const)('in %s', async (format) => {
    const fields = numbers.map((number, i) => `"n${i}":${number}`).join(',')
    const [name, text] =
      format === 'jsonl'
        ? ['x.jsonl', `{"image":"a.jpg","caption":"một",${fields}}`]
        : ['x.json', `[{"id":"a.jpg","captions":"một",${fields}}]`]
    await importText(name, text)
    // Read and joined once more, as on a second import.
    await importText(name, text)
    expect(await exported(format)).toContain(text.replace(/^\[|]$/g, ''))
  })
})

it('fields that a format does not hold are said to be left out, from whichever format they came', async () => {
  writeFileSync(
    join(folder, 'metadata.jsonl'),
    JSON.stringify({ file_name: 'a.jpg', text: 'một', ward: 'khoa nhi' })
  )
  const params = v.parse(ImportParams, { path: folder })
  const report = await runImport(library, params, {
    images: directImages,
    signal,
    report: () => undefined
  })
  expect(report).toMatchObject({ format: 'imagefolder', kept: [{ field: 'ward', records: 1 }] })
  for (const format of ['jsonl', 'imagefolder'] as const) {
    const { notWritten } = await runExport(
      library,
      v.parse(ExportParams, { file: join(tempFolder(), 'out'), format })
    )
    expect(notWritten).toEqual(['imagefolder'])
  }
})
