import {
  add,
  concatTwo,
  distinctRows,
  GraphBuilder,
  reshape,
  Tape,
  torchLinear,
  writeModel,
  type GraphModel,
  type Target,
  type Value
} from '../../graph'
import {
  GPT_PREFIX,
  MAPPING_PREFIX,
  captionerParameterShapes,
  type CaptionerShape
} from '../../../../shared/model-specs/captioner'
import type { GptShape } from '../../../../shared/model-specs/gpt2'
import { gptBlocks, gptFinalNorm, type LayerCache } from '../../nn/gpt2'
import { mapEmbeddings } from '../../nn/mapping'
import { parameterInputs, parameterWeights, scoped, type Parameters } from '../../nn/parameters'
import { outputBlocks } from './block-scores'

/** Behind this the graphs' inputs have the names of the cache tensors, which are outputs plain. */
export const PAST = 'past.'

/** Names of the cache tensors: keys and values of each layer. */
export const cacheNames = ({ layers }: GptShape): string[] =>
  Array.from({ length: layers }, (_, layer) => [`keys.${layer}`, `values.${layer}`]).flat()

/**
 * What a graph says of the next token of each row: `logits` [N, V] and `logSums` [N], the logarithm
 * of each row's Σ exp; or only the best of them, `best.ids` (int64), `best.logits` and
 * `best.logProbabilities`, [N, K] each, K by input `count`; or `logSums` with what `blockScores` takes.
 */
export type ScoresForm = 'logits' | 'ranked' | 'blocks'

/**
 * Which parameters a session is opened with, so that it keeps them in the form that it reads fastest:
 * none, those that products alone read, or the token table too. The others are fed.
 */
type HeldParameters = 'none' | 'products' | 'tokens'

/**
 * From `embeddings` [B, embedding] to the scores of the first caption token and the keys and values
 * of the prefix, [B, heads, P, width/heads] a layer. Other inputs: `positions` [P],
 * `mask` [1, 1, P, P], `last` [B], the row of each image's last prefix token.
 */
export function buildPrefillGraph(
  shape: CaptionerShape,
  { scores, target, held = 'none' }: { scores: ScoresForm; target: Target; held?: HeldParameters }
): GraphModel {
  const { mapping, gpt } = shape
  const tape = new Tape(new GraphBuilder('float32', target))
  const shapes = captionerParameterShapes(shape)
  const fed = parameterInputs(tape, shapes)
  const p = held === 'none' ? fed : parameterWeights(tape, shapes)
  const b = tape.builder
  const embeddings = b.input('embeddings', 'float32', ['B', mapping.embeddingSize])
  const prefix = mapEmbeddings(tape, scoped(p, MAPPING_PREFIX), mapping, embeddings, 0)
  const positions = distinctRows(
    tape,
    fed(`${GPT_PREFIX}wpe.weight`),
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
  outputScores(tape, p, shape, last, scores, 'B')
  return writeModel(b)
}

/**
 * One token further on W paths of each of B images (N = B · W rows): `tokens` [N] at `positions`
 * [1]. An image's paths share one cache of S slots, to which each adds its own: a path's history
 * is the slots that `mask` [B, 1, W, T] lets it see, so that a beam search reorders nothing, and
 * the prefix is there once.
 */
export function buildNextGraph(
  shape: CaptionerShape,
  { scores, target, held = 'none' }: { scores: ScoresForm; target: Target; held?: HeldParameters }
): GraphModel {
  const { gpt } = shape
  const tape = new Tape(new GraphBuilder('float32', target))
  const shapes = captionerParameterShapes(shape)
  const fed = parameterInputs(tape, shapes)
  const p = held === 'none' ? fed : parameterWeights(tape, shapes)
  const table = held === 'tokens' ? p : fed
  const b = tape.builder
  // Rows may have the same token: a plain gather, since nothing asks for its gradient.
  const token = b.gather(table(`${GPT_PREFIX}wte.weight`), b.input('tokens', 'int64', ['N']))
  const position = distinctRows(
    tape,
    fed(`${GPT_PREFIX}wpe.weight`),
    b.input('positions', 'int64', [1])
  )
  const hidden = gptBlocks(tape, scoped(p, GPT_PREFIX), gpt, add(tape, token, position), {
    axes: { batch: 'B', length: 'W', rows: 'N' },
    mask: b.input('mask', 'float32', ['B', 1, 'W', 'T']),
    dropout: 0,
    extend: (layer, fresh) =>
      output(tape, layer, {
        keys: concatTwo(tape, past(tape, `keys.${layer}`, gpt), fresh.keys, 2, 'T'),
        values: concatTwo(tape, past(tape, `values.${layer}`, gpt), fresh.values, 2, 'T')
      })
  })
  outputScores(tape, p, shape, hidden, scores, 'N')
  return writeModel(b)
}

/** The cache of the images that continue: of B images those at `images` [G]. */
export function buildKeepGraph({ gpt }: CaptionerShape): GraphModel {
  const tape = new Tape()
  const b = tape.builder
  const images = b.input('images', 'int64', ['G'])
  for (const name of cacheNames(gpt)) b.output(name, b.gather(past(tape, name, gpt), images))
  return writeModel(b)
}

const past = (tape: Tape, name: string, gpt: GptShape): Value =>
  tape.builder.input(PAST + name, 'float32', ['B', gpt.heads, 'S', gpt.width / gpt.heads])

function output(tape: Tape, layer: number, cache: LayerCache): LayerCache {
  tape.builder.output(`keys.${layer}`, cache.keys)
  tape.builder.output(`values.${layer}`, cache.values)
  return cache
}

function outputScores(
  tape: Tape,
  p: Parameters,
  { gpt }: CaptionerShape,
  x: Value,
  form: ScoresForm,
  rows: string
): void {
  const b = tape.builder
  const normal = gptFinalNorm(tape, scoped(p, GPT_PREFIX), gpt, x)
  const logits = torchLinear(tape, normal, p(`${GPT_PREFIX}wte.weight`))
  if (form !== 'ranked') {
    // log Σ exp = max logit − log(max p): the host would take a millisecond for each row.
    const most = b.reduce('ReduceMax', logits, [1], false)
    const mostProbable = b.reduce('ReduceMax', b.softmax(logits), [1], false)
    if (form === 'logits') b.output('logits', logits)
    else outputBlocks(b, logits, rows)
    b.output('logSums', b.sub(most, b.unary('Log', mostProbable)))
    return
  }
  const logProbabilities = b.node('LogSoftmax', [logits], [['float32', logits.shape]], { axis: -1 })
  const [best, ids] = b.multiNode(
    'TopK',
    [logProbabilities, b.input('count', 'int64', [1])],
    [
      ['float32', [rows, 'K']],
      ['int64', [rows, 'K']]
    ]
  )
  if (!best || !ids) throw new Error('TopK has two outputs')
  b.output('best.logProbabilities', best)
  b.output('best.ids', ids)
  b.output(
    'best.logits',
    b.node('GatherElements', [logits, ids], [['float32', best.shape]], { axis: 1 })
  )
}
