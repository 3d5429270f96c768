import { AppError } from '../../../shared/errors'
import { pageEmbedded } from '../../store/embeddings/embedding-owners'
import {
  findEmbeddingSet,
  findOlderSet,
  type EmbeddingKind,
  type EmbeddingSet
} from '../../store/embeddings/embedding-sets'
import { readFromSet } from '../../store/embeddings/embeddings'
import type { Library } from '../../store/core/library'
import { getModel } from '../../store/runs/models'
import { seenAsEmbedded } from '../models/image-orientation'
import { writeOutput } from '../../base/files/write-output'
import { imageExportName } from '../../store/images/export-names'
import { fromStoredPath } from '../../store/core/paths'
import { rowsOf } from '../import/rows-of'
import type { ExportContext } from './export-context'

/** What is said of vectors that an older version made. */
const UNKNOWN = 'unknown'

/** Rows that are read together. */
const PAGE = 500

/** The rows of one kind: whose they are, in the order of the library, each once. */
interface Table {
  kind: EmbeddingKind
  set: EmbeddingSet
  /** What made its rows; `UNKNOWN` where nothing says it. */
  encoder: string
  tensor: 'images' | 'sentences'
  width: number
  ids: number[]
  names: string[]
}

/**
 * Writes the embeddings that a model made as safetensors: tables `images` and `sentences`
 * [n, width], float32, whose rows the metadata of the same name lists as JSON: names of images,
 * English sentences, and `images_encoder` and `sentences_encoder` what made them. Where there are
 * none but those of an older version, these are written, their encoder unknown. Throws
 * `export.no-embeddings` where there are none at all.
 */
export async function writeEmbeddings(library: Library, context: ExportContext): Promise<void> {
  const { file: path, encoder } = context.params
  if (encoder === null) throw new AppError('export.no-encoder', { path })
  const model = seenAsEmbedded(library, getModel(library.read, encoder))
  const tables: Table[] = []
  for (const kind of ['image', 'sentence'] as const) {
    const set = findEmbeddingSet(library.read, model, kind)
    const older = set ? undefined : findOlderSet(library.read, model, kind)
    const kept = set ?? older
    const encoder = older ? UNKNOWN : (model.encoders[kind]?.description ?? UNKNOWN)
    const table = kept && (await listTable(context, kind, kept, encoder))
    if (table && table.ids.length > 0) tables.push(table)
  }
  if (tables.length === 0) throw new AppError('export.no-embeddings', { name: model.name })

  async function* pieces() {
    yield header(model.name, tables)
    for (const { kind, set, ids } of tables) {
      for (let at = 0; at < ids.length; at += PAGE) {
        const page = ids.slice(at, at + PAGE)
        const { values, found } = readFromSet(library, set, kind, page)
        if (found.length !== page.length) throw new Error('An embedding went while it was written.')
        yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
        context.counts.embeddings += page.length
        await context.progress(page.length)
      }
    }
  }
  const { overwrite } = context.params
  await writeOutput(path, pieces(), { overwrite, signal: context.signal })
}

async function listTable(
  { db, yielder, counts }: ExportContext,
  kind: EmbeddingKind,
  set: EmbeddingSet,
  encoder: string
): Promise<Table> {
  const { id, dim } = set
  const tensor = kind === 'image' ? 'images' : 'sentences'
  const table: Table = { kind, set, encoder, tensor, width: dim, ids: [], names: [] }
  const seen = new Set<string>()
  const nameOfImage = ({ seq, name, path }: { seq: number; name: string; path: string }): string =>
    imageExportName(db, { id: seq, name, path: fromStoredPath(db, path) })
  for (const row of rowsOf((after) => pageEmbedded(db, kind, id, after, PAGE))) {
    const name = row.path === null ? row.name : nameOfImage({ ...row, path: row.path })
    if (!seen.has(name)) {
      seen.add(name)
      table.ids.push(row.seq)
      table.names.push(name)
      if (name !== row.name) counts.renamed += 1
    }
    if (yielder.due) await yielder.yieldNow()
  }
  return table
}

/** Length and JSON header of a safetensors file, padded so that the floats are aligned. */
function header(encoder: string, tables: readonly Table[]): Uint8Array {
  const metadata: Record<string, string> = { encoder }
  const entries: Record<string, unknown> = { __metadata__: metadata }
  let begin = 0
  for (const { tensor, encoder, ids, names, width } of tables) {
    const end = begin + ids.length * width * Float32Array.BYTES_PER_ELEMENT
    metadata[tensor] = JSON.stringify(names)
    metadata[`${tensor}_encoder`] = encoder
    entries[tensor] = { dtype: 'F32', shape: [ids.length, width], data_offsets: [begin, end] }
    begin = end
  }
  const json = Buffer.from(JSON.stringify(entries))
  const bytes = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ')
  bytes.writeBigUInt64LE(BigInt(bytes.length - 8))
  json.copy(bytes, 8)
  return bytes
}
