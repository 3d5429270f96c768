import { AppError } from '../../../shared/errors'
import { pageEmbedded } from '../../store/embedding-owners'
import { findEmbeddingSet, type EmbeddingKind } from '../../store/embedding-sets'
import { readEmbeddings } from '../../store/embeddings'
import type { Library } from '../../store/library'
import { getModel } from '../../store/models'
import { writeFileAtomic } from '../files/write-file-atomic'
import { rowsOf } from '../import/rows-of'
import type { ExportContext } from './export-context'

/** Rows that are read together. */
const PAGE = 500

/** The rows of one kind: whose they are, in the order of the library, each once. */
interface Table {
  kind: EmbeddingKind
  tensor: 'images' | 'sentences'
  width: number
  ids: number[]
  names: string[]
}

/**
 * Writes the embeddings that a model made as safetensors: tables `images` and `sentences`
 * [n, width], float32, whose rows the metadata of the same name lists as JSON: names of pictures,
 * English sentences. Throws `export.no-embeddings` where there are none.
 */
export async function writeEmbeddings(library: Library, context: ExportContext): Promise<void> {
  const { file: path, encoder } = context.params
  if (encoder === null) throw new AppError('export.no-encoder', { path })
  const model = getModel(library.read, encoder)
  const tables: Table[] = []
  for (const kind of ['image', 'sentence'] as const) {
    const set = findEmbeddingSet(library.read, model.weightsHash, kind)
    const table = set && (await listTable(context, kind, set))
    if (table && table.ids.length > 0) tables.push(table)
  }
  if (tables.length === 0) throw new AppError('export.no-embeddings', { name: model.name })

  async function* pieces() {
    yield header(model.name, tables)
    for (const { kind, ids } of tables) {
      for (let at = 0; at < ids.length; at += PAGE) {
        const page = ids.slice(at, at + PAGE)
        const { values, found } = readEmbeddings(library, model, kind, page)
        if (found.length !== page.length) throw new Error('An embedding went while it was written.')
        yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
        context.counts.embeddings += page.length
        await context.progress(page.length)
      }
    }
  }
  await writeFileAtomic(path, pieces())
}

async function listTable(
  { db, turns }: ExportContext,
  kind: EmbeddingKind,
  { id, dim }: { id: number; dim: number }
): Promise<Table> {
  const tensor = kind === 'image' ? 'images' : 'sentences'
  const table: Table = { kind, tensor, width: dim, ids: [], names: [] }
  const seen = new Set<string>()
  for (const { seq, name } of rowsOf((after) => pageEmbedded(db, kind, id, after, PAGE))) {
    if (!seen.has(name)) {
      seen.add(name)
      table.ids.push(seq)
      table.names.push(name)
    }
    if (turns.over) await turns.next()
  }
  return table
}

/** Length and JSON header of a safetensors file, padded so that the floats are aligned. */
function header(encoder: string, tables: readonly Table[]): Uint8Array {
  const metadata: Record<string, string> = { encoder }
  const entries: Record<string, unknown> = { __metadata__: metadata }
  let begin = 0
  for (const { tensor, ids, names, width } of tables) {
    const end = begin + ids.length * width * Float32Array.BYTES_PER_ELEMENT
    metadata[tensor] = JSON.stringify(names)
    entries[tensor] = { dtype: 'F32', shape: [ids.length, width], data_offsets: [begin, end] }
    begin = end
  }
  const json = Buffer.from(JSON.stringify(entries))
  const bytes = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ')
  bytes.writeBigUInt64LE(BigInt(bytes.length - 8))
  json.copy(bytes, 8)
  return bytes
}
