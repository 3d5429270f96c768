import { add, distinctRows, reshape, torchLinear, type Tape, type Value } from '../graph'
import { clipLayers, clipNorm } from './clip-layers'
import type { ClipShape, ClipTextShape } from './clip-shape'
import { scoped, type Parameters } from './parameters'

/**
 * The sentence side of CLIP: a causal transformer, whose place of the end-of-text token is
 * projected. Axes: B sentences, padded on the right to T tokens; R = B · T rows.
 *
 * Inputs: `tokens` [R]; `positions` [T]; `mask` [1, 1, T, T], causal; `rows` [B], where each
 * sentence's end of text stands.
 *
 * @returns Embeddings [B, embeddingSize], not normalised.
 */
export function embedTokens(t: Tape, p: Parameters, { text }: ClipShape): Value {
  const b = t.builder
  const at = scoped(p, 'text_model.')
  // Tokens repeat, and the op with a gradient for that wants their sums; CLIP is frozen.
  const tokens = b.gather(
    at('embeddings.token_embedding.weight'),
    b.input('tokens', 'int64', ['R'])
  )
  const positions = distinctRows(
    t,
    at('embeddings.position_embedding.weight'),
    b.input('positions', 'int64', ['T'])
  )
  const placed = add(t, reshape(t, tokens, ['B', 'T', text.width]), positions)
  const hidden = clipLayers(t, at, text, reshape(t, placed, ['R', text.width]), {
    axes: { batch: 'B', length: 'T', rows: 'R' },
    mask: b.input('mask', 'float32', [1, 1, 'T', 'T'])
  })
  const pooled = distinctRows(t, hidden, b.input('rows', 'int64', ['B']))
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
