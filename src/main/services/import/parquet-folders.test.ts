import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { captionsOf, importInto } from '../../../../test/fixtures/imported'
import { hubSet, parquet, photo } from '../../../../test/fixtures/shards'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'

describe('folders with parquet', () => {
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
    expect(captionsOf(library)).toEqual({
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
    expect(captionsOf(library)).toEqual({ 'validation/a.jpg': ['một ảnh'] })
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
})
