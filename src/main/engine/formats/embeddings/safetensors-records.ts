import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import { openSafetensors, type Safetensors } from '../safetensors/safetensors'
import type { EmbeddingRecord, EmbeddingRecords, OtherFields } from './embedding-record'

const Names = v.pipe(v.string(), v.parseJson(), v.array(v.string()))

/** Tensors of rows, with the metadata that names them: what a row is called, or its sentence. */
const tables = [
  { tensor: 'images', names: 'images', as: 'id' },
  { tensor: 'sentences', names: 'sentences', as: 'text' },
  { tensor: 'embeddings', names: 'ids', as: 'id' },
  { tensor: 'clip_embedding', names: 'ids', as: 'id' }
] as const

/** Metadata that says nothing of the rows: what the file was written for, and by which encoder. */
const ABOUT = ['format', 'encoder', 'images_encoder', 'sentences_encoder']

/**
 * The embeddings of a safetensors file: tables `images` and `sentences` [n, width], whose rows the
 * metadata of the same name lists as JSON, as an export writes them; or `embeddings` with `ids`; or
 * a tensor [width] or [1, width] for each id. Notes tensors and metadata beside those in `others`.
 * Throws `weights.damaged` where the names do not fit.
 */
export async function* readSafetensorsRecords(path: string, others: OtherFields): EmbeddingRecords {
  const file = await openSafetensors(path)
  const found = tables.filter(
    ({ tensor, names }) => file.tensors.has(tensor) && file.metadata[names]
  )
  const read = new Set<string>([...ABOUT, ...found.flatMap(({ tensor, names }) => [tensor, names])])
  const tensors = found.length > 0 ? [...file.tensors.keys()] : []
  for (const name of new Set([...tensors, ...Object.keys(file.metadata)])) {
    if (!read.has(name)) others.note(name)
  }
  if (found.length > 0) for (const table of found) yield* readTable(file, table)
  else yield* readSingles(file)
}

async function* readTable(
  file: Safetensors,
  { tensor, names, as }: (typeof tables)[number]
): EmbeddingRecords {
  const { path } = file
  const [rows = 0, width = 0] = file.tensors.get(tensor)?.shape ?? []
  const listed = v.safeParse(Names, file.metadata[names])
  if (!listed.success || listed.output.length !== rows) {
    const detail = `its metadata ${names} is no JSON list of ${rows} names for ${tensor}`
    throw new AppError('weights.damaged', { path, detail })
  }
  const values = await file.readFloat32(tensor)
  for (const [row, name] of listed.output.entries()) {
    yield record(as, name, values.subarray(row * width, (row + 1) * width))
  }
}

async function* readSingles(file: Safetensors): EmbeddingRecords {
  for (const name of file.tensors.keys()) yield record('id', name, await file.readFloat32(name))
}

const record = (as: 'id' | 'text', name: string, values: Float32Array): EmbeddingRecord => ({
  id: as === 'id' ? name : '',
  text: as === 'text' ? name : null,
  target: null,
  values
})
