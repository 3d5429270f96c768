import { AppError } from '../../../../shared/errors'
import { toFloat32 } from '../weights/dtypes'
import { openTorchArchive, type TorchArchive } from '../torch/torch-archive'
import { TorchTensor, type TorchDict, type TorchValue } from '../torch/values'
import type { EmbeddingRecord, EmbeddingRecords, OtherFields } from './embedding-record'

/** What files call the embedding, its id, its sentence and the Vietnamese text, the recipe's first. */
const FIELDS = {
  values: ['clip_embedding', 'embedding', 'image_embeds', 'text_embeds'],
  id: ['id', 'image_id', 'file_name', 'image'],
  text: ['text', 'english', 'source'],
  target: ['target', 'caption', 'vietnamese']
} as const

/**
 * The embeddings of a torch archive: a list of dicts with `clip_embedding`, `id` and `target`, as
 * the recipe keeps them; a dict of lists or of one tensor [n, width] with those names; or a dict of
 * a tensor for each id. Notes additional fields in `others`. Throws what reading an archive throws,
 * and `weights.damaged` for what is none of these.
 */
export async function* readTorchRecords(path: string, others: OtherFields): EmbeddingRecords {
  const archive = await openTorchArchive(path)
  const { root } = archive
  if (Array.isArray(root)) yield* readList(archive, root, others)
  else if (root instanceof Map && field(root, FIELDS.values) !== undefined) {
    noteOthers(root, others)
    yield* readColumns(archive, root)
  } else if (root instanceof Map) yield* readDict(archive, root)
  else throw shapeError(path)
}

async function* readList(
  archive: TorchArchive,
  list: readonly TorchValue[],
  others: OtherFields
): EmbeddingRecords {
  for (const item of list) {
    const values = item instanceof Map ? field(item, FIELDS.values) : undefined
    if (!(item instanceof Map) || !(values instanceof TorchTensor)) throw shapeError(archive.path)
    noteOthers(item, others)
    const [id, text, target] = textsOf(item)
    yield toRecord(await floats(archive, values), { id, text, target })
  }
}

async function* readColumns(archive: TorchArchive, dict: TorchDict): EmbeddingRecords {
  const tensors = field(dict, FIELDS.values)
  const lists = [FIELDS.id, FIELDS.text, FIELDS.target].map((names) => field(dict, names))
  const textsAt = (row: number) => {
    const [id, text, target] = lists.map((list) => (Array.isArray(list) ? list[row] : undefined))
    return { id, text, target }
  }
  if (Array.isArray(tensors)) {
    for (const [row, tensor] of tensors.entries()) {
      if (!(tensor instanceof TorchTensor)) throw shapeError(archive.path)
      yield toRecord(await floats(archive, tensor), textsAt(row))
    }
    return
  }
  if (!(tensors instanceof TorchTensor)) throw shapeError(archive.path)
  const values = await floats(archive, tensors)
  const rows = tensors.shape.length > 1 ? (tensors.shape[0] ?? 0) : 1
  const width = rows === 0 ? 0 : values.length / rows
  for (let row = 0; row < rows; row += 1) {
    yield toRecord(values.subarray(row * width, (row + 1) * width), textsAt(row))
  }
}

async function* readDict(archive: TorchArchive, dict: TorchDict): EmbeddingRecords {
  for (const [id, tensor] of dict) {
    if (!(tensor instanceof TorchTensor)) throw shapeError(archive.path)
    yield toRecord(await floats(archive, tensor), { id, text: undefined, target: undefined })
  }
}

/** Notes the members of a record that are not read. */
function noteOthers(dict: TorchDict, others: OtherFields): void {
  const read = Object.values<readonly string[]>(FIELDS).map((names) =>
    names.find((name) => dict.has(name))
  )
  for (const name of dict.keys()) {
    if (typeof name !== 'string' || !read.includes(name)) others.note(String(name))
  }
}

const field = (dict: TorchDict, names: readonly string[]): TorchValue | undefined =>
  names.map((name) => dict.get(name)).find((value) => value !== undefined)

const textsOf = (dict: TorchDict) =>
  [FIELDS.id, FIELDS.text, FIELDS.target].map((names) => field(dict, names))

function toRecord(
  values: Float32Array,
  { id, text, target }: Record<'id' | 'text' | 'target', TorchValue | undefined>
): EmbeddingRecord {
  const named = typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint'
  return {
    id: named ? String(id) : '',
    text: typeof text === 'string' ? text : null,
    target: typeof target === 'string' ? target : null,
    values
  }
}

async function floats(archive: TorchArchive, tensor: TorchTensor): Promise<Float32Array> {
  const values = toFloat32(tensor.storage.dtype, await archive.readBytes(tensor))
  if (values) return values
  throw new AppError('weights.tensor-mismatch', {
    path: archive.path,
    tensor: 'clip_embedding',
    found: tensor.storage.dtype,
    expected: 'F32, F16 or BF16'
  })
}

const shapeError = (path: string): AppError =>
  new AppError('weights.damaged', {
    path,
    detail: 'it holds no embeddings: a list of dicts with clip_embedding, or a tensor for each id'
  })
