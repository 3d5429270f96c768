import type { DeviceName } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { readsVietnamese } from '../../../../shared/model-specs/encoder'
import { openSentenceEncoder, type SentenceEncoder } from '../embed/sentence-encoder'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'
import { readMemory } from './memory-folder'
import { pairTexts } from './pair-texts'
import type { TextEmbedder } from './text-embedder'

/** Texts that the text tower embeds together. */
const BATCH = 64

/**
 * Embeds Vietnamese texts by the encoder of the folder `clip` where its text tower reads Vietnamese,
 * else through the sentence pairs of a captioner's memory. Throws `decode.no-pairs` where there are none.
 *
 * @param memory Folder of the memory of the captioner `name`.
 */
export async function openTextEmbedder(
  { clip, memory, name }: { clip: string; memory: string | null; name: string },
  device: DeviceName
): Promise<TextEmbedder> {
  const { config, towers } = await readEncoderFolder(clip)
  if (towers.includes('text') && readsVietnamese(config)) {
    return towerTexts(await openSentenceEncoder(clip, device))
  }
  const items = memory === null ? [] : await readMemory(memory, config.embeddingSize)
  const pairs = items.filter(({ kind }) => kind === 'pair')
  if (pairs.length === 0) throw new AppError('decode.no-pairs', { name })
  return pairTexts(pairs)
}

/** Texts longer than the encoder's context are cut; one with a token that it has no row for has none. */
const towerTexts = ({ config, tokenizer, embedder }: SentenceEncoder): TextEmbedder => ({
  async embed(texts) {
    const sentences = texts.map((text) => tokenizer.encode(text).ids)
    const places = [...sentences.keys()].filter((place) =>
      sentences[place]?.every((id) => id < config.text.vocabularySize)
    )
    const found = texts.map((): Float32Array | null => null)
    for (let from = 0; from < places.length; from += BATCH) {
      const some = places.slice(from, from + BATCH)
      const values = await embedder.embed(some.map((place) => sentences[place] ?? []))
      const dim = config.embeddingSize
      for (const [row, place] of some.entries()) {
        found[place] = values.slice(row * dim, (row + 1) * dim)
      }
    }
    return found
  },
  close: () => embedder.close()
})
