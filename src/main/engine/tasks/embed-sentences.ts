import type { SentenceRef } from '../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { chooseDevice } from '../devices/choose-device'
import { openSentenceEmbedder } from '../nn/clip-embedder'
import type { ClipTextShape } from '../nn/clip-shape'
import { loadClipTokenizer, type ClipTokenizer } from '../text/clip-tokenizer'
import { readClipFolder } from '../weights/hf-folder'
import type { TaskFunction } from './task'

/** Sentences that are tokenised and sorted by length together, so that batches need little padding. */
const WINDOW = 2048
export const SENTENCE_BATCH = 64

interface TokenisedSentence {
  id: number
  ids: number[]
}

/**
 * Embeds sentences with a CLIP model, in an order of its own. One that the model cannot take fails
 * with `sentence.too-long` or `sentence.no-row` and does not stop the others.
 */
export const embedSentences: TaskFunction<'embedSentences'> = async (input, { emit, turn }) => {
  const device = await chooseDevice(input.device)
  const folder = await readClipFolder(input.clip, 'text')
  const { contextLength } = folder.config.text
  const tokenizer = await loadClipTokenizer(input.clip, contextLength)
  const embedder = await openSentenceEmbedder(folder, device)
  let embedded = 0
  let failed = 0
  try {
    for (const window of chunks(input.sentences, WINDOW)) {
      await turn()
      const { fitting, failures } = tokenise(tokenizer, window, folder.config.text)
      for (const { id, error } of failures) emit({ type: 'failed', id, error: toErrorInfo(error) })
      for (const batch of chunks(fitting, SENTENCE_BATCH)) {
        await turn()
        const values = await embedder.embed(batch.map(({ ids }) => ids))
        const ids = batch.map(({ id }) => id)
        emit({ type: 'rows', ids, values, dim: folder.config.embeddingSize })
      }
      embedded += fitting.length
      failed += failures.length
    }
  } finally {
    await embedder.close()
  }
  return { device, embedded, failed }
}

/** The sentences that the model can take, shortest first, and why it cannot take the others. */
function tokenise(
  tokenizer: ClipTokenizer,
  sentences: readonly SentenceRef[],
  { contextLength: limit, vocabularySize: rows }: ClipTextShape
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
