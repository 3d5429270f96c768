import { AppError } from '../../../shared/errors'
import { OtherFields, type EmbeddingRecord } from '../embedding-files/embedding-record'
import { readSafetensorsRecords } from '../embedding-files/safetensors-records'
import { readTorchRecords } from '../embedding-files/torch-records'
import type { TaskContext, TaskFunction } from './task'

/** Embeddings that are sent together. */
const BATCH = 256

/**
 * Reads a file of embeddings made elsewhere, safetensors by its name and else a torch archive.
 * Throws `import.embedding-width` where they are not as wide as they have to be.
 */
export const readEmbeddings: TaskFunction<'readEmbeddings'> = async (
  { path, width },
  { emit, turn }
) => {
  const safetensors = path.toLowerCase().endsWith('.safetensors')
  const others = new OtherFields()
  const read = safetensors ? readSafetensorsRecords : readTorchRecords
  const records = read(path, others)
  let batch: EmbeddingRecord[] = []
  let embeddings = 0
  for await (const record of records) {
    if (record.values.length !== width) {
      const found = record.values.length
      throw new AppError('import.embedding-width', { path, found, width })
    }
    batch.push(record)
    embeddings += 1
    if (batch.length < BATCH) continue
    send(batch, width, emit)
    batch = []
    await turn()
  }
  send(batch, width, emit)
  return { embeddings, others: others.list() }
}

function send(
  batch: readonly EmbeddingRecord[],
  width: number,
  emit: TaskContext<'readEmbeddings'>['emit']
): void {
  if (batch.length === 0) return
  const values = new Float32Array(batch.length * width)
  for (const [row, record] of batch.entries()) values.set(record.values, row * width)
  const owners = batch.map(({ id, text, target }) => ({ id, text, target }))
  emit({ type: 'embeddings', owners, values })
}
