import type { SiglipShape } from '../../../shared/model-specs/siglip'
import { add, distinctRows, reshape, torchLinear, type Tape, type Value } from '../graph'
import { clipLayers, clipNorm } from './clip-layers'
import { inputValues, integer, lookUp, lookUpValues } from './inputs'
import { scoped, type Parameters } from './parameters'

/** What the sentence side reads: B sentences, padded to T tokens by padding that counts; S = B · T rows. */
export const siglipTextInputs = {
  ...lookUp('tokens', 'S', 'U'),
  positions: integer('T'),
  /** Where each sentence's last place stands. */
  ends: integer('B')
}

/**
 * The sentence side of SigLIP: a transformer in which every place looks at every other, padding
 * included, since it was trained so. The last place is projected. It reads `siglipTextInputs`.
 *
 * @returns Embeddings [B, embeddingSize], not normalised.
 */
export function embedSiglipTokens(t: Tape, p: Parameters, { text }: SiglipShape): Value {
  const inputs = inputValues(t.builder, siglipTextInputs)
  const at = scoped(p, 'text_model.')
  const [tokens] = t.apply(
    'embedding',
    [at('embeddings.token_embedding.weight'), ...lookUpValues(inputs, 'tokens')],
    {}
  )
  const positions = distinctRows(t, at('embeddings.position_embedding.weight'), inputs.positions)
  const placed = add(t, reshape(t, tokens, ['B', 'T', text.width]), positions)
  const hidden = clipLayers(t, at, text, reshape(t, placed, ['S', text.width]), {
    axes: { batch: 'B', length: 'T', rows: 'S' }
  })
  const last = distinctRows(t, hidden, inputs.ends)
  const normalised = clipNorm(t, at, 'final_layer_norm', text, last)
  return torchLinear(t, normalised, at('head.weight'), at('head.bias'))
}
