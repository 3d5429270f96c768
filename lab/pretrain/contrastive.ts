import {
  clipVisionParameterShapes,
  clipTextParameterShapes,
  type ClipShape
} from '../../src/shared/model-specs/clip'
import type { ParameterShapes } from '../../src/shared/model-specs/parameter-shapes'
import { add, dot, exp, mul, unitLength, type Tape, type Value } from '../../src/main/engine/graph'
import { clipTextInputs, embedTokens } from '../../src/main/engine/nn/clip-text'
import { clipVisionInputs, embedPixels } from '../../src/main/engine/nn/clip-vision'
import { float, inputValues, lookUp, lookUpValues } from '../../src/main/engine/nn/inputs'
import type { Parameters } from '../../src/main/engine/nn/parameters'

/** Logarithm of what similarities are multiplied by, a scalar; by the name of the Hugging Face model. */
export const LOGIT_SCALE = 'logit_scale'

/** All parameters of a CLIP. */
export const clipParameterShapes = (shape: ClipShape): ParameterShapes =>
  new Map([
    [LOGIT_SCALE, []],
    ...clipVisionParameterShapes(shape),
    ...clipTextParameterShapes(shape)
  ])

/** What the loss reads: an image with a sentence each; of them `matches` is 0 to B - 1. */
export const contrastiveInputs = (shape: ClipShape) => ({
  ...clipVisionInputs(shape),
  ...clipTextInputs,
  ...lookUp('matches', 'B', 'B'),
  weights: float('B')
})

/**
 * The loss by which CLIP is trained (Radford et al., 2021): image i belongs to sentence i and to
 * no other one of the batch, and the other way round. The mean of both cross entropies of
 * exp(logit_scale)·cos(image, sentence), in nats. It reads `contrastiveInputs`, of 2B targets.
 *
 * @returns A scalar.
 */
export function contrastiveLoss(t: Tape, p: Parameters, shape: ClipShape): Value {
  const inputs = inputValues(t.builder, contrastiveInputs(shape))
  const images = unitLength(t, embedPixels(t, p, shape))
  const sentences = unitLength(t, embedTokens(t, p, shape))
  const scale = exp(t, p(LOGIT_SCALE))
  const side = (from: Value, to: Value): Value => {
    const [loss] = t.apply(
      'crossEntropy',
      [mul(t, from, scale), to, ...lookUpValues(inputs, 'matches')],
      { smoothing: 0, parts: 1 }
    )
    if (!loss) throw new Error('a cross entropy has a result')
    return dot(t, loss, inputs.weights)
  }
  return add(t, side(images, sentences), side(sentences, images))
}
