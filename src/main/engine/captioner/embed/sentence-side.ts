import type { EncoderShape } from '../../../../shared/model-specs/encoder'
import { causalMask } from '../../nn/batch'
import { embedTokens, endOfTextPosition, type clipTextInputs } from '../../nn/clip-text'
import type { FeedsOf } from '../../nn/inputs'
import { embedSiglipTokens, type siglipTextInputs } from '../../nn/siglip-text'
import { integers } from '../../tensor/tensor'
import type { Side } from './side'

/** The sentence side of an encoder; an item is the token ids of a sentence. */
export function sentenceSide(shape: EncoderShape): Side<readonly number[]> {
  if (shape.family === 'siglip') {
    return {
      network: (tape, parameters) => embedSiglipTokens(tape, parameters, shape),
      layOut: (items) => {
        const { feeds, bindings, length } = padded(items)
        return {
          feeds: {
            ...feeds,
            ends: integers(items.map((_, index) => (index + 1) * length - 1))
          } satisfies Partial<FeedsOf<typeof siglipTextInputs>>,
          bindings
        }
      }
    }
  }
  const { family, text } = shape
  // Unlike CLIP's first configurations, those of MetaCLIP 2 mean the 2 that they say.
  const endOf =
    family === 'clip'
      ? (ids: readonly number[]) => endOfTextPosition(ids, text)
      : (ids: readonly number[]) => Math.max(0, ids.indexOf(text.endOfTextId))
  return {
    network: (tape, parameters) => embedTokens(tape, parameters, shape),
    layOut: (items) => {
      // Attention is causal, so what pads a shorter sentence on the right is never looked at.
      const { feeds, bindings, length } = padded(items)
      return {
        feeds: {
          ...feeds,
          mask: causalMask(length, 0),
          ends: integers(items.map((ids, index) => index * length + endOf(ids)))
        } satisfies Partial<FeedsOf<typeof clipTextInputs>>,
        bindings
      }
    }
  }
}

/** Sentences as rows of the longest one's length; a SigLIP's are of one length already. */
function padded(items: readonly (readonly number[])[]) {
  const length = Math.max(...items.map((ids) => ids.length))
  const tokens = new Array<number>(items.length * length).fill(0)
  items.forEach((ids, index) => {
    ids.forEach((id, position) => (tokens[index * length + position] = id))
  })
  return {
    length,
    feeds: {
      tokens: integers(tokens),
      positions: integers(Array.from({ length }, (_, position) => position))
    },
    bindings: { B: items.length, T: length, S: items.length * length }
  }
}
