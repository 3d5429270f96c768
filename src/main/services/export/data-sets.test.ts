import {
  copyFileSync,
  createReadStream,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { extract } from 'tar-stream'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ExportParams, ImportParams, type Split } from '../../../shared/domain'
import type { Library } from '../../store/core/library'
import { runImport } from '../import'
import { runExport } from '.'

const photos = readdirSync(oraclePath('clip', 'images')).sort()
const bytesOf = (index: number): Buffer =>
  readFileSync(oraclePath('clip', 'images', photos[index] ?? ''))

/** Two captioned images for training, one for validation, and one without a caption. */
async function captioned(): Promise<Library> {
  const root = tempFolder()
  const library = tempLibrary()
  const add = async (split: Split, records: Record<string, string[]>): Promise<void> => {
    for (const name of Object.keys(records)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      const from = oraclePath('clip', 'images', photos[Number(/\d/.exec(name)?.[0])] ?? '')
      copyFileSync(from, join(root, name))
    }
    const path = join(root, `${split}.jsonl`)
    const lines = Object.entries(records).map(([image, captions]) => ({ image, captions }))
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
    const params = v.parse(ImportParams, { path, imagesDir: root, split })
    await runImport(library, params, {
      images: directImages,
      signal: new AbortController().signal,
      report: () => undefined
    })
  }
  await add('train', {
    '0.jpg': ['Hai y tá .', 'Hai\nngười .'],
    'x/1.jpg': ['Bác sĩ'],
    '3.jpg': []
  })
  await add('val', { '2.jpg': ['Một em bé'] })
  return library
}

async function exported(format: ExportParams['format']) {
  const library = await captioned()
  const file = join(tempFolder(), 'out')
  const report = await runExport(library, v.parse(ExportParams, { file, format }))
  return { file, report }
}

const texts = (file: string, ...path: string[]): string => readFileSync(join(file, ...path), 'utf8')

it('an imagefolder has each split with its images, their captions, and a card', async () => {
  const { file, report } = await exported('imagefolder')
  expect(report).toMatchObject({ files: [file], images: 3, captions: 4 })
  expect(
    texts(file, 'train', 'metadata.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  ).toEqual([
    { file_name: '0.jpg', text: 'Hai y tá .', captions: ['Hai y tá .', 'Hai\nngười .'] },
    { file_name: 'x/1.jpg', text: 'Bác sĩ', captions: ['Bác sĩ'] }
  ])
  expect(readFileSync(join(file, 'train', 'x', '1.jpg'))).toEqual(bytesOf(1))
  expect(readdirSync(join(file, 'validation')).sort()).toEqual(['2.jpg', 'metadata.jsonl'])
  expect(readdirSync(file).sort()).toEqual(['README.md', 'train', 'validation'])
  expect(texts(file, 'README.md')).toContain('  - split: validation\n    path: validation/**\n')
})

it("texts as kohya's tools want them end with .caption", async () => {
  const { file } = await exported('kohya')
  expect(texts(file, '0.caption')).toBe('Hai y tá .\nHai người .\n')
  expect(texts(file, 'x', '1.caption')).toBe('Bác sĩ\n')
})

it('COCO results have one caption an image', async () => {
  const { file, report } = await exported('coco-results')
  expect(JSON.parse(texts(file))).toEqual([
    { image_id: '0.jpg', caption: 'Hai y tá .' },
    { image_id: 'x/1.jpg', caption: 'Bác sĩ' },
    { image_id: '2.jpg', caption: 'Một em bé' }
  ])
  expect(report).toMatchObject({ images: 3, captions: 3 })
})

it('a parquet file holds images, captions and splits, and says which column is the image', async () => {
  const { file, report } = await exported('parquet')
  expect(report).toMatchObject({ images: 3, captions: 4 })
  const buffer = await asyncBufferFromFile(file)
  const rows = await parquetReadObjects({ file: buffer, utf8: false })
  expect(rows).toEqual([
    {
      image: { bytes: new Uint8Array(bytesOf(0)), path: '0.jpg' },
      text: 'Hai y tá .',
      captions: ['Hai y tá .', 'Hai\nngười .'],
      split: 'train'
    },
    {
      image: { bytes: new Uint8Array(bytesOf(1)), path: 'x/1.jpg' },
      text: 'Bác sĩ',
      captions: ['Bác sĩ'],
      split: 'train'
    },
    {
      image: { bytes: new Uint8Array(bytesOf(2)), path: '2.jpg' },
      text: 'Một em bé',
      captions: ['Một em bé'],
      split: 'validation'
    }
  ])
  const { key_value_metadata } = await parquetMetadataAsync(buffer)
  const features = key_value_metadata?.find(({ key }) => key === 'huggingface')?.value ?? ''
  expect(JSON.parse(features)).toMatchObject({ info: { features: { image: { _type: 'Image' } } } })
})

it('WebDataset shards have an image, its captions and its name under one key', async () => {
  const { file, report } = await exported('webdataset')
  expect(report).toMatchObject({ images: 3, captions: 4, joinedLines: 1 })
  expect(readdirSync(file).sort()).toEqual([
    'README.md',
    'train-000000.tar',
    'validation-000000.tar'
  ])
  const entries: [string, Buffer][] = []
  const shard = createReadStream(join(file, 'train-000000.tar')).pipe(extract())
  for await (const entry of shard) {
    const pieces: Uint8Array[] = []
    for await (const piece of entry as AsyncIterable<Uint8Array>) pieces.push(piece)
    entries.push([entry.header.name, Buffer.concat(pieces)])
  }
  expect(entries.map(([name]) => name)).toEqual([
    ...['000000.jpg', '000000.txt', '000000.json'],
    ...['000001.jpg', '000001.txt', '000001.json']
  ])
  expect(entries[3]?.[1]).toEqual(bytesOf(1))
  expect(String(entries[1]?.[1])).toBe('Hai y tá .\nHai người .')
  expect(JSON.parse(String(entries[5]?.[1]))).toEqual({
    file_name: 'x/1.jpg',
    text: 'Bác sĩ',
    captions: ['Bác sĩ']
  })
})
