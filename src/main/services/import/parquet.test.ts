import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { captionsOf, importInto } from '../../../../test/fixtures/imported'
import {
  hubSet,
  imageSchema,
  keptIn,
  listSchema,
  parquet,
  photo
} from '../../../../test/fixtures/shards'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ImportParams } from '../../../shared/domain'
import { all } from '../../store/core/connection'
import { getImageFile } from '../../store/images/images'
import { pagePairs } from '../../store/pairs/pairs'
import { pageImages } from '../../store/search/image-listing'
import { previewImport } from './preview-import'
import { runImport } from './run-import'

const everyRow = { offset: 0, limit: 1000 }

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
    expect(captionsOf(library)).toEqual({
      '0.jpg': ['con mèo', 'con chó', 'con lợn'],
      'b.jpg': ['con gà']
    })
    const [first] = pageImages(library.read, {}, everyRow).rows
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
    const { rows } = pagePairs(library.read, {}, everyRow)
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
    expect(captionsOf(library)).toEqual({ 'a.jpg': ['một ghi chú'] })
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
    expect(captionsOf(library)).toEqual({ 'a.jpg': ['ong'], 'c.jpg': ['ba'] })
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
    const names = Object.keys(captionsOf(library))
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
