import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeSafetensors } from '../safetensors/safetensors'
import { OtherFields, type EmbeddingRecords } from './embedding-record'
import { readSafetensorsRecords } from './safetensors-records'
import { readTorchRecords } from './torch-records'

const fixtures = join(import.meta.dirname, '../../../../../test/fixtures/embeddings')
let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-embeddings-'))
})
afterAll(() => rm(root, { recursive: true }))

async function idsAndOthers(read: (others: OtherFields) => EmbeddingRecords) {
  const others = new OtherFields()
  const ids: string[] = []
  for await (const { id } of read(others)) ids.push(id)
  return { ids, others: others.list() }
}

const table = (values: number[], width: number) => ({
  shape: [values.length / width, width],
  data: Float32Array.from(values)
})

it('what records of a torch archive say beside is named, each with its count', async () => {
  const path = join(fixtures, 'further.pt')
  expect(await idsAndOthers((others) => readTorchRecords(path, others))).toEqual({
    ids: ['img0.jpg', 'img1.jpg'],
    others: [
      { field: 'url', records: 2 },
      { field: 'image_id', records: 1 }
    ]
  })
})

it('tensors and metadata beside the tables of a safetensors file are named', async () => {
  const path = join(root, 'tables.safetensors')
  const tensors = new Map([
    ['images', table([1, 2, 3, 4], 2)],
    ['norms', table([1, 2], 1)]
  ])
  const metadata = { images: '["a.jpg","b.jpg"]', encoder: 'ViT-B/32', made: '2021' }
  await writeSafetensors(path, tensors, metadata)
  expect(await idsAndOthers((others) => readSafetensorsRecords(path, others))).toEqual({
    ids: ['a.jpg', 'b.jpg'],
    others: [
      { field: 'norms', records: 1 },
      { field: 'made', records: 1 }
    ]
  })
})

it('of a tensor for each id only the metadata is left over', async () => {
  const path = join(root, 'singles.safetensors')
  const tensors = new Map([['a.jpg', table([1, 2], 2)]])
  await writeSafetensors(path, tensors, { format: 'pt', model: 'x' })
  expect(await idsAndOthers((others) => readSafetensorsRecords(path, others))).toEqual({
    ids: ['a.jpg'],
    others: [{ field: 'model', records: 1 }]
  })
})
