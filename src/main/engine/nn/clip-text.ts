import { add, distinctRows, reshape, torchLinear, type Tape, type Value } from '../graph'
import { clipLayers, clipNorm } from './clip-layers'
import type { ClipShape, ClipTextShape } from './clip-shape'
import { scoped, type Parameters } from './parameters'

/**
 * The sentence side of CLIP: a causal transformer, whose place of the end-of-text token is
 * projected. Axes: B sentences, padded on the right to T tokens; S = B · T rows.
 *
 * Inputs: `tokens` [S]; `positions` [T]; `mask` [1, 1, T, T], causal; `ends` [B], where each
 * sentence's end of text stands. Training alone reads `tokens.unique` [U], the distinct tokens,
 * and `tokens.sums` [U, S].
 *
 * @returns Embeddings [B, embeddingSize], not normalised.
 */
export function embedTokens(t: Tape, p: Parameters, { text }: ClipShape): Value {
  const b = t.builder
  const at = scoped(p, 'text_model.')
  const [tokens] = t.apply(
    'embedding',
    [
      at('embeddings.token_embedding.weight'),
      b.input('tokens', 'int64', ['S']),
      b.input('tokens.unique', 'int64', ['U']),
      b.input('tokens.sums', 'float32', ['U', 'S'])
    ],
    {}
  )
  const positions = distinctRows(
    t,
    at('embeddings.position_embedding.weight'),
    b.input('positions', 'int64', ['T'])
  )
  const placed = add(t, reshape(t, tokens, ['B', 'T', text.width]), positions)
  const hidden = clipLayers(t, at, text, reshape(t, placed, ['S', text.width]), {
    axes: { batch: 'B', length: 'T', rows: 'S' },
    mask: b.input('mask', 'float32', [1, 1, 'T', 'T'])
  })
  const pooled = distinctRows(t, hidden, b.input('ends', 'int64', ['B']))
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
