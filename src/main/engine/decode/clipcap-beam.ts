import type { Feeds } from '../runtime'
import type { Decoder } from './decoder'
import { Best, logProbabilities } from './log-probabilities'
import type { Hypothesis, SearchOptions } from './search'

interface Beam {
  tokens: number[]
  /** Sum of log-probabilities. */
  sum: number
  stopped: boolean
}

/**
 * The beam search of ClipCap and of the recipe (`generate_beam`). Beams are ranked at every step by
 * the mean log-probability of their tokens. A finished beam stays among the others with its score
 * and its length, and can be pushed out; the search ends when all kept beams are finished.
 *
 * @returns All beams, best mean first.
 */
export async function clipcapBeamSearch(
  decoder: Decoder,
  weights: Feeds,
  embedding: Float32Array,
  width: number,
  options: SearchOptions
): Promise<Hypothesis[]> {
  const vocabulary = decoder.shape.gpt.vocabularySize
  const longest = Math.min(options.maxTokens, decoder.room)
  let beams: Beam[] = [{ tokens: [], sum: 0, stopped: false }]
  await options.beforeStep?.()
  let state = await decoder.begin(weights, [embedding])
  for (let step = 1; ; step++) {
    const grown = grow(beams, state.logits, vocabulary, Math.min(width, vocabulary), options)
    beams = grown.map(({ beam }) => beam)
    if (step >= longest || beams.every(({ stopped }) => stopped)) break
    await options.beforeStep?.()
    state = await decoder.next(
      weights,
      state,
      beams.map(({ tokens }) => tokens.at(-1) ?? 0),
      grown.map(({ parent }) => parent)
    )
  }
  return beams
    .map(({ tokens, sum, stopped }) => ({ tokens, score: sum / tokens.length, stopped }))
    .sort((a, b) => b.score - a.score)
}

/** The `width` best continuations by mean log-probability, best first, each with its parent beam. */
function grow(
  beams: readonly Beam[],
  logits: Float32Array,
  vocabulary: number,
  width: number,
  options: SearchOptions
): { beam: Beam; parent: number }[] {
  const best = new Best(width)
  const gains = beams.map((beam, parent) => {
    if (beam.stopped) {
      best.offer(parent * vocabulary, beam.sum / beam.tokens.length)
      return null
    }
    const gain = logProbabilities(logits, parent, vocabulary)
    const length = beam.tokens.length + 1
    gain.forEach((value, id) => best.offer(parent * vocabulary + id, (beam.sum + value) / length))
    return gain
  })
  return best.ranked.flatMap(({ index }) => {
    const parent = Math.floor(index / vocabulary)
    const token = index % vocabulary
    const beam = beams[parent]
    if (!beam) return []
    const gain = gains[parent]
    if (!gain) return [{ beam, parent }]
    return [
      {
        parent,
        beam: {
          tokens: [...beam.tokens, token],
          sum: beam.sum + (gain[token] ?? 0),
          stopped: options.stopTokens.has(token)
        }
      }
    ]
  })
}
