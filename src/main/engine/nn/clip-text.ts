import type { ClipShape, ClipTextShape } from '../../../shared/model-specs/clip'
import { add, distinctRows, reshape, torchLinear, type Tape, type Value } from '../graph'
import { clipLayers, clipNorm } from './clip-layers'
import { float, inputValues, integer, lookUp, lookUpValues } from './inputs'
import { scoped, type Parameters } from './parameters'

/**
 * What the sentence side reads: B sentences, padded on the right to T tokens; S = B · T rows. Where
 * the table of tokens is not trained, the tokens alone are read of what looks them up.
 */
export const clipTextInputs = {
  ...lookUp('tokens', 'S', 'U'),
  positions: integer('T'),
  /** Causal: 0 where a position may look. */
  mask: float(1, 1, 'T', 'T'),
  /** Where each sentence's end of text stands. */
  ends: integer('B')
}

/**
 * The sentence side of CLIP: a causal transformer, whose place of the end-of-text token is
 * projected. It reads `clipTextInputs`.
 *
 * @returns Embeddings [B, embeddingSize], not normalised.
 */
export function embedTokens(t: Tape, p: Parameters, { text }: ClipShape): Value {
  const inputs = inputValues(t.builder, clipTextInputs)
  const at = scoped(p, 'text_model.')
  const [tokens] = t.apply(
    'embedding',
    [at('embeddings.token_embedding.weight'), ...lookUpValues(inputs, 'tokens')],
    {}
  )
  const positions = distinctRows(t, at('embeddings.position_embedding.weight'), inputs.positions)
  const placed = add(t, reshape(t, tokens, ['B', 'T', text.width]), positions)
  const hidden = clipLayers(t, at, text, reshape(t, placed, ['S', text.width]), {
    axes: { batch: 'B', length: 'T', rows: 'S' },
    mask: inputs.mask
  })
  const pooled = distinctRows(t, hidden, inputs.ends)
  const normalised = clipNorm(t, at, 'final_layer_norm', text, pooled)
  return torchLinear(t, normalised, p('text_projection.weight'))
}

/**
 * Where the sentence's embedding is read: the first end-of-text token. The first CLIP
 * configurations say `eos_token_id` 2, which is wrong; with them Hugging Face takes the place of
 * the largest id, and so do we.
 */
export function endOfTextPosition(ids: readonly number[], { endOfTextId }: ClipTextShape): number {
  const wanted = endOfTextId === 2 ? Math.max(...ids) : endOfTextId
  return Math.max(0, ids.indexOf(wanted))
}
