import type { GptShape } from '../../src/shared/model-specs/gpt2'
import { add, distinctRows, dot, reshape, type Tape, type Value } from '../../src/main/engine/graph'
import { gptBlocks, gptFinalNorm } from '../../src/main/engine/nn/gpt2'
import { float, inputValues, integer, lookUp, lookUpValues } from '../../src/main/engine/nn/inputs'
import type { Parameters } from '../../src/main/engine/nn/parameters'

/** What the loss reads: B sequences of T tokens; R = B · T rows. */
export const languageModelInputs = {
  ...lookUp('tokens', 'R', 'U'),
  positions: integer('T'),
  mask: float(1, 1, 'T', 'T'),
  ...lookUp('targets', 'R', 'W'),
  weights: float('R')
}

/**
 * The loss by which a GPT-2 is trained, from `languageModelInputs`: the mean cross entropy in nats of
 * each next token.
 *
 * @param p Parameters by the names of `gptParameterShapes`.
 * @returns A scalar, the sum of cross entropy · weights.
 */
export function languageModelLoss(t: Tape, p: Parameters, gpt: GptShape): Value {
  const inputs = inputValues(t.builder, languageModelInputs)
  const table = p('wte.weight')
  const [tokens] = t.apply('embedding', [table, ...lookUpValues(inputs, 'tokens')], {})
  const positions = distinctRows(t, p('wpe.weight'), inputs.positions)
  const placed = add(t, reshape(t, tokens, ['B', 'T', gpt.width]), positions)
  const hidden = gptBlocks(t, p, gpt, reshape(t, placed, ['R', gpt.width]), {
    axes: { batch: 'B', length: 'T', rows: 'R' },
    mask: inputs.mask,
    dropout: 0
  })
  const [loss] = t.apply(
    'crossEntropy',
    [gptFinalNorm(t, p, gpt, hidden), table, ...lookUpValues(inputs, 'targets')],
    { smoothing: 0, parts: 1 }
  )
  if (!loss) throw new Error('a cross entropy has a result')
  return dot(t, loss, inputs.weights)
}
