import type { DecodeOptions } from '../../../../shared/domain'
import { DocumentFrequencies } from '../../metrics/document-frequencies'
import { bleuPairs, ciderPairs } from '../../metrics/pairwise'
import { splitWords } from '../../metrics/words'
import type { TextEmbedder } from '../memory/text-embedder'
import { clipChoice } from './clip-choice'
import { minimumRisk } from './minimum-risk'

/** A caption among others that were found for an image. */
export interface Candidate {
  text: string
  score: number
  /** Sum of the log-probabilities of its tokens. */
  sum: number
}

/** What a choice other than by the search's score goes by. */
export interface ChoiceParts {
  /** Those by which CIDEr-D weighs n-grams; without them all weigh the same. */
  documents?: DocumentFrequencies | undefined
  /** What CLIP knows captions by. */
  texts?: TextEmbedder | undefined
}

/**
 * Of the candidates of each image, the search's best first, the place of the one that the options choose.
 *
 * @param embeddings Of the images, as CLIP gives them.
 */
export async function chooseCaptions(
  found: readonly (readonly Candidate[])[],
  embeddings: readonly Float32Array[],
  { choice, method, clipWeight }: DecodeOptions,
  { documents = new DocumentFrequencies(), texts }: ChoiceParts
): Promise<number[]> {
  const isFree = found.some((candidates) => candidates.length > 1)
  if (choice === 'score' || !isFree) return found.map(() => 0)
  if (choice !== 'clip') {
    const score = choice === 'bleu' ? bleuPairs : ciderPairs(documents)
    const weights = method === 'nucleus' ? 'equal' : 'probability'
    return found.map((candidates) => {
      const words = candidates.map(({ text }) => splitWords(text))
      return candidates.length < 2 ? 0 : minimumRisk(candidates, words, score, weights)
    })
  }
  if (!texts) throw new Error('CLIP has nothing to know captions by')
  // Beams are much alike: each text once, those of all images together.
  const distinct = [...new Set(found.flat().map(({ text }) => text))]
  const vectors = await texts.embed(distinct)
  const known = new Map(distinct.map((text, place) => [text, vectors[place] ?? null]))
  return found.map((candidates, image) => {
    const own = embeddings[image]
    const cosines = candidates.map(({ text }) => {
      const vector = known.get(text)
      return own && vector ? cosine(own, vector) : null
    })
    return candidates.length < 2
      ? 0
      : clipChoice(
          candidates.map(({ score }) => score),
          cosines,
          clipWeight
        )
  })
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, ofA, ofB] = [0, 0, 0]
  for (let axis = 0; axis < a.length; axis++) {
    const [x, y] = [a[axis] ?? 0, b[axis] ?? 0]
    dot += x * y
    ofA += x * x
    ofB += y * y
  }
  return ofA > 0 && ofB > 0 ? dot / Math.sqrt(ofA * ofB) : 0
}
