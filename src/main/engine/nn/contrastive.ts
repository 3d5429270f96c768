import { add, dot, exp, mul, unitLength, type Tape, type Value } from '../graph'
import { clipTextParameterShapes, clipVisionParameterShapes, type ClipShape } from './clip-shape'
import { embedTokens } from './clip-text'
import { embedPixels } from './clip-vision'
import type { Parameters, ParameterShapes } from './parameters'

/** Logarithm of what similarities are multiplied by, a scalar; by the name of the Hugging Face model. */
export const LOGIT_SCALE = 'logit_scale'

/** All parameters of a CLIP. */
export const clipParameterShapes = (shape: ClipShape): ParameterShapes =>
  new Map([
    [LOGIT_SCALE, []],
    ...clipVisionParameterShapes(shape),
    ...clipTextParameterShapes(shape)
  ])

/**
 * The loss by which CLIP is trained (Radford et al., 2021): picture i belongs to sentence i and to
 * no other one of the batch, and the other way round. The mean of both cross entropies of
 * exp(logit_scale)·cos(picture, sentence), in nats.
 *
 * Inputs: those of `embedPixels` and `embedTokens`; `matches` [B], 0 to B - 1; `matches.sums`
 * [B, B], the unit matrix; `weights` [B], each 1/2B.
 *
 * @returns A scalar.
 */
export function contrastiveLoss(t: Tape, p: Parameters, shape: ClipShape): Value {
  const b = t.builder
  const pictures = unitLength(t, embedPixels(t, p, shape))
  const sentences = unitLength(t, embedTokens(t, p, shape))
  const scale = exp(t, p(LOGIT_SCALE))
  const matches = b.input('matches', 'int64', ['B'])
  const sums = b.input('matches.sums', 'float32', ['B', 'B'])
  const weights = b.input('weights', 'float32', ['B'])
  const side = (from: Value, to: Value): Value => {
    const inputs = [mul(t, from, scale), to, matches, matches, sums] as const
    const [loss] = t.apply('crossEntropy', inputs, { smoothing: 0, parts: 1 })
    if (!loss) throw new Error('a cross entropy has a result')
    return dot(t, loss, weights)
  }
  return add(t, side(pictures, sentences), side(sentences, pictures))
}
