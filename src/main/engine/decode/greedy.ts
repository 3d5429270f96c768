import type { Feeds } from '../runtime'
import type { Decoder } from './decoder'
import { Best, logProbabilities } from './log-probabilities'
import type { Hypothesis, SearchOptions } from './search'

/** The most probable token at every step, for many pictures at a time. One result an embedding. */
export async function greedySearch(
  decoder: Decoder,
  weights: Feeds,
  embeddings: readonly Float32Array[],
  options: SearchOptions
): Promise<Hypothesis[]> {
  const vocabulary = decoder.shape.gpt.vocabularySize
  const longest = Math.min(options.maxTokens, decoder.room)
  const found = embeddings.map(() => ({ tokens: [] as number[], sum: 0, stopped: false }))
  let open = [...found]
  await options.beforeStep?.()
  let state = await decoder.begin(weights, embeddings)
  for (let length = 1; ; length++) {
    const next = open.map((hypothesis, row) => {
      const best = new Best(1)
      logProbabilities(state.logits, row, vocabulary).forEach((value, id) => best.offer(id, value))
      const { index: token, value } = best.ranked[0] ?? { index: 0, value: 0 }
      hypothesis.tokens.push(token)
      hypothesis.sum += value
      hypothesis.stopped = options.stopTokens.has(token)
      return { hypothesis, token, row }
    })
    const going = next.filter(({ hypothesis }) => !hypothesis.stopped)
    if (going.length === 0 || length >= longest) break
    open = going.map(({ hypothesis }) => hypothesis)
    await options.beforeStep?.()
    state = await decoder.next(
      weights,
      state,
      going.map(({ token }) => token),
      going.map(({ row }) => row)
    )
  }
  return found.map(({ tokens, sum, stopped }) => ({ tokens, score: sum / tokens.length, stopped }))
}
