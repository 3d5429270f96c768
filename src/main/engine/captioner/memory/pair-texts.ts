import { splitWords } from '../../metrics/words'
import { normalized } from '../train/embedding-conditioning'
import type { TextEmbedder } from './text-embedder'
import { TextIndex } from './text-index'

/** The Vietnamese side of a sentence pair, and the encoder's embedding of the English one. */
export interface RememberedPair {
  text: string
  embedding: Float32Array
}

/** Pairs whose English sides stand for a text. */
const NEAREST = 8

/**
 * Embeds Vietnamese texts where the encoder reads English alone, through sentence pairs: the embedding
 * of a text is the mean of the English sides (each of length 1) of the eight pairs whose Vietnamese
 * sides are most alike, weighted by how alike they are (`TextIndex`). Null for a text that
 * shares no word with any pair.
 */
export function pairTexts(pairs: readonly RememberedPair[]): TextEmbedder {
  const index = new TextIndex(pairs.map(({ text }) => splitWords(text)))
  const embed = (text: string): Float32Array | null => {
    const near = index.nearest(splitWords(text), NEAREST)
    const [first] = near
    if (!first) return null
    const sum = new Float32Array(pairs[first.place]?.embedding.length ?? 0)
    for (const { place, similarity } of near) {
      const english = normalized(pairs[place]?.embedding ?? sum)
      for (let axis = 0; axis < sum.length; axis++) {
        sum[axis] = (sum[axis] ?? 0) + similarity * (english[axis] ?? 0)
      }
    }
    return normalized(sum)
  }
  return {
    embed: (texts) => Promise.resolve(texts.map(embed)),
    close: () => Promise.resolve()
  }
}
