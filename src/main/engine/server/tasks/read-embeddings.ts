import { AppError } from '../../../../shared/errors'
import { joined } from '../../captioner/embed/finite-vectors'
import { OtherFields, type EmbeddingRecord } from '../../formats/embeddings/embedding-record'
import { checkEncoders } from '../../formats/embeddings/check-encoders'
import { readSafetensorsRecords } from '../../formats/embeddings/safetensors-records'
import { readTorchRecords } from '../../formats/embeddings/torch-records'
import type { TaskContext, TaskFunction } from './task'

/** Embeddings that are sent together. */
const BATCH = 256

/**
 * Reads a file of embeddings made elsewhere, safetensors by its name and else a torch archive.
 * Throws `import.embedding-width` where they are not as wide as they have to be, and
 * `import.other-encoder` where the file says that something else made them than the model.
 */
export const readEmbeddings: TaskFunction<'readEmbeddings'> = async (
  { path, width, model },
  { emit, yieldNow }
) => {
  const safetensors = path.toLowerCase().endsWith('.safetensors')
  if (safetensors) emit({ type: 'orientation', orientation: await checkEncoders(path, model) })
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
    await yieldNow()
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
  const values = joined(
    batch.map((record) => record.values),
    width
  )
  const owners = batch.map(({ id, text, target }) => ({ id, text, target }))
  emit({ type: 'embeddings', owners, values })
}
