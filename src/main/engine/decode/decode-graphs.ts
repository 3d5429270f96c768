import {
  add,
  concatTwo,
  distinctRows,
  reshape,
  Tape,
  torchLinear,
  writeModel,
  type GraphModel,
  type Value
} from '../graph'
import {
  captionerParameterShapes,
  GPT_PREFIX,
  MAPPING_PREFIX,
  type CaptionerShape
} from '../nn/captioner'
import { gptBlocks, gptFinalNorm, type LayerCache } from '../nn/gpt2'
import { mapEmbeddings } from '../nn/mapping'
import { parameterInputs, scoped, type Parameters } from '../nn/parameters'

/** Names of a layer's keys and values in the graphs: outputs plain, inputs behind `past.`. */
export const cacheNames = (layer: number): { keys: string; values: string } => ({
  keys: `keys.${layer}`,
  values: `values.${layer}`
})
export const PAST = 'past.'

/**
 * From `embeddings` [B, embedding] to the `logits` [B, V] of the first caption token and the keys
 * and values of the prefix, [B, heads, P, width/heads] a layer. Other inputs: `positions` [P],
 * `mask` [1, 1, P, P], `last` [B], the row of each picture's last prefix token.
 */
export function buildPrefillGraph(shape: CaptionerShape): GraphModel {
  const { mapping, gpt } = shape
  const tape = new Tape()
  const p = parameterInputs(tape, captionerParameterShapes(shape))
  const b = tape.builder
  const embeddings = b.input('embeddings', 'float32', ['B', mapping.embeddingSize])
  const prefix = mapEmbeddings(tape, scoped(p, MAPPING_PREFIX), mapping, embeddings, 0)
  const positions = distinctRows(
    tape,
    p(`${GPT_PREFIX}wpe.weight`),
    b.input('positions', 'int64', [mapping.prefixLength])
  )
  const sequence = add(
    tape,
    reshape(tape, prefix, ['B', mapping.prefixLength, gpt.width]),
    positions
  )
  const hidden = gptBlocks(
    tape,
    scoped(p, GPT_PREFIX),
    gpt,
    reshape(tape, sequence, ['R', gpt.width]),
    {
      axes: { batch: 'B', length: mapping.prefixLength, rows: 'R' },
      mask: b.input('mask', 'float32', [1, 1, mapping.prefixLength, mapping.prefixLength]),
      dropout: 0,
      extend: (layer, fresh) => output(tape, layer, fresh)
    }
  )
  const last = b.gather(hidden, b.input('last', 'int64', ['B']))
  b.output('logits', headLogits(tape, p, shape, last))
  return writeModel(b)
}

/**
 * One token further: `tokens` [N] at `positions` [1], behind the cached positions of the beams that
 * `beams` [N] picks (the reorder of a beam search costs nothing here). `mask` is [1, 1, 1, T].
 */
export function buildNextGraph(shape: CaptionerShape): GraphModel {
  const { gpt } = shape
  const tape = new Tape()
  const p = parameterInputs(tape, captionerParameterShapes(shape))
  const b = tape.builder
  const beams = b.input('beams', 'int64', ['N'])
  const token = distinctRows(tape, p(`${GPT_PREFIX}wte.weight`), b.input('tokens', 'int64', ['N']))
  const position = distinctRows(
    tape,
    p(`${GPT_PREFIX}wpe.weight`),
    b.input('positions', 'int64', [1])
  )
  const past = (name: string): Value =>
    b.gather(b.input(PAST + name, 'float32', ['K', gpt.heads, 'S', gpt.width / gpt.heads]), beams)
  const hidden = gptBlocks(tape, scoped(p, GPT_PREFIX), gpt, add(tape, token, position), {
    axes: { batch: 'N', length: 1, rows: 'N' },
    mask: b.input('mask', 'float32', [1, 1, 1, 'T']),
    dropout: 0,
    extend: (layer, fresh) => {
      const names = cacheNames(layer)
      return output(tape, layer, {
        keys: concatTwo(tape, past(names.keys), fresh.keys, 2, 'T'),
        values: concatTwo(tape, past(names.values), fresh.values, 2, 'T')
      })
    }
  })
  b.output('logits', headLogits(tape, p, shape, hidden))
  return writeModel(b)
}

function output(tape: Tape, layer: number, cache: LayerCache): LayerCache {
  const names = cacheNames(layer)
  tape.builder.output(names.keys, cache.keys)
  tape.builder.output(names.values, cache.values)
  return cache
}

const headLogits = (tape: Tape, p: Parameters, { gpt }: CaptionerShape, x: Value): Value =>
  torchLinear(tape, gptFinalNorm(tape, scoped(p, GPT_PREFIX), gpt, x), p(`${GPT_PREFIX}wte.weight`))
