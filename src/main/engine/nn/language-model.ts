import { add, distinctRows, dot, reshape, type Tape, type Value } from '../graph'
import { gptBlocks, gptFinalNorm, type GptShape } from './gpt2'
import type { Parameters } from './parameters'

/**
 * The loss by which a GPT-2 is trained: the mean cross entropy in nats of each next token. Axes: B
 * stretches of T tokens; R = B · T rows.
 *
 * Inputs: `tokens` [R], `tokens.unique` [U], `tokens.sums` [U, R], `positions` [T], `mask`
 * [1, 1, T, T], `targets` [R], `targets.unique` [W], `targets.sums` [W, R], `weights` [R].
 *
 * @param p Parameters by the names of `gptParameterShapes`.
 * @returns A scalar, the sum of cross entropy · weights.
 */
export function languageModelLoss(t: Tape, p: Parameters, gpt: GptShape): Value {
  const b = t.builder
  const table = p('wte.weight')
  const lookUp = (name: string, count: string): readonly [Value, Value, Value] => [
    b.input(name, 'int64', ['R']),
    b.input(`${name}.unique`, 'int64', [count]),
    b.input(`${name}.sums`, 'float32', [count, 'R'])
  ]
  const [tokens] = t.apply('embedding', [table, ...lookUp('tokens', 'U')], {})
  const positions = distinctRows(t, p('wpe.weight'), b.input('positions', 'int64', ['T']))
  const placed = add(t, reshape(t, tokens, ['B', 'T', gpt.width]), positions)
  const hidden = gptBlocks(t, p, gpt, reshape(t, placed, ['R', gpt.width]), {
    axes: { batch: 'B', length: 'T', rows: 'R' },
    mask: b.input('mask', 'float32', [1, 1, 'T', 'T']),
    dropout: 0
  })
  const [loss] = t.apply(
    'crossEntropy',
    [gptFinalNorm(t, p, gpt, hidden), table, ...lookUp('targets', 'W')],
    { smoothing: 0, parts: 1 }
  )
  if (!loss) throw new Error('a cross entropy has a result')
  return dot(t, loss, b.input('weights', 'float32', ['R']))
}
