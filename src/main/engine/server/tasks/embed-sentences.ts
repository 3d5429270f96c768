import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeviceName, EngineTasks, SentenceRef } from '../../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { finiteVectors, joined } from '../../captioner/embed/finite-vectors'
import { openSentenceEmbedder, type ItemEmbedder } from '../../captioner/embed/encoder-embedder'
import type { SentenceShape } from '../../../../shared/model-specs/clip'
import type { EncoderShape } from '../../../../shared/model-specs/encoder'
import { loadSentenceTokenizer } from '../../formats/tokenizers/load-sentence-tokenizer'
import type { SentenceTokenizer } from '../../formats/tokenizers/sentence-tokenizer'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'
import { KeptOpen } from './kept-open'
import type { TaskContext, TaskFunction } from './task'

/** Sentences that are tokenised and sorted by length together, so that batches need little padding. */
const WINDOW = 2048
export const SENTENCE_BATCH = 64

interface TokenisedSentence {
  id: number
  ids: number[]
}

/** How long a model that is kept open waits for the next sentence. */
const KEEP_MS = 120_000

/** What embeds sentences, with the device it was made for. */
interface Encoder {
  device: DeviceName
  config: EncoderShape
  tokenizer: SentenceTokenizer
  embedder: ItemEmbedder<readonly number[]>
}
const kept = new KeptOpen<Encoder>(KEEP_MS, ({ embedder }) => embedder.close())

/**
 * Embeds sentences with an encoder, in an order of its own. One that the model cannot take fails
 * with `sentence.too-long` or `sentence.no-row` and does not stop the others.
 */
export const embedSentences: TaskFunction<'embedSentences'> = async (input, context) => {
  const device = await chooseDevice(input.device)
  const open = () => openEncoder(input.clip, device)
  const work = (encoder: Encoder) => embedWith(encoder, input, context)
  if (input.keepOpen) {
    return kept.use(`${device} ${await folderStamp(input.clip)}`, open, work)
  }
  const encoder = await open()
  try {
    return await work(encoder)
  } finally {
    await encoder.embedder.close()
  }
}

async function openEncoder(clip: string, device: DeviceName): Promise<Encoder> {
  const folder = await readEncoderFolder(clip, 'text')
  const tokenizer = await loadSentenceTokenizer(clip, folder.config)
  const embedder = await openSentenceEmbedder(folder, device)
  return { device, config: folder.config, tokenizer, embedder }
}

/** Another one as soon as a file of the folder is. */
async function folderStamp(dir: string): Promise<string> {
  const names = await readdir(dir).catch(() => [])
  const stamps = names.sort().map(async (name) => {
    const { size, mtimeMs } = await stat(join(dir, name))
    return `${name} ${size} ${mtimeMs}`
  })
  return [dir, ...(await Promise.all(stamps))].join('\n')
}

async function embedWith(
  { device, config, tokenizer, embedder }: Encoder,
  { clip, sentences }: EngineTasks['embedSentences']['input'],
  { emit, yieldNow }: TaskContext<'embedSentences'>
): Promise<EngineTasks['embedSentences']['output']> {
  const dim = config.embeddingSize
  let embedded = 0
  let failed = 0
  for (const window of chunks(sentences, WINDOW)) {
    await yieldNow()
    const { fitting, failures } = tokenise(tokenizer, window, config.text)
    for (const { id, error } of failures) emit({ type: 'failed', id, error: toErrorInfo(error) })
    for (const batch of chunks(fitting, SENTENCE_BATCH)) {
      await yieldNow()
      const values = await embedder.embed(batch.map(({ ids }) => ids))
      const rows = batch.map((_, row) => values.subarray(row * dim, (row + 1) * dim))
      const made = finiteVectors(
        batch.map(({ id }) => id),
        rows,
        clip
      )
      for (const { id, error } of made.refused) {
        emit({ type: 'failed', id, error: toErrorInfo(error) })
      }
      if (made.ids.length > 0) {
        emit({ type: 'rows', ids: made.ids, values: joined(made.vectors, dim), dim })
      }
      embedded += made.ids.length
      failed += made.refused.length
    }
    failed += failures.length
  }
  return { device, embedded, failed }
}

/** The sentences that the model can take, shortest first, and why it cannot take the others. */
function tokenise(
  tokenizer: SentenceTokenizer,
  sentences: readonly SentenceRef[],
  { contextLength: limit, vocabularySize: rows }: SentenceShape
) {
  const fitting: TokenisedSentence[] = []
  const failures: { id: number; error: AppError }[] = []
  for (const { id, text } of sentences) {
    const { ids, tokens, truncated } = tokenizer.encode(text)
    // The tokenizer may know more tokens than the model has rows.
    const token = Math.max(...ids)
    if (truncated)
      failures.push({ id, error: new AppError('sentence.too-long', { tokens, limit }) })
    else if (token >= rows)
      failures.push({ id, error: new AppError('sentence.no-row', { token, rows }) })
    else fitting.push({ id, ids })
  }
  fitting.sort((a, b) => a.ids.length - b.ids.length)
  return { fitting, failures }
}

export function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}
