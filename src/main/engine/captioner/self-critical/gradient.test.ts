import { expect, it } from 'vitest'
import {
  oracleExamples,
  oracleShape,
  oracleWeights
} from '../../../../../test/oracle/captioner-files'
import { evaluate, toTensor64 } from '../../../../../test/reference/evaluate'
import { GraphBuilder, Tape } from '../../graph'
import { buildGradientGraph, stateNames } from '../../learn/step-graph'
import { layOutBatch } from '../../nn/batch'
import { captionLoss, plainForward } from '../../nn/captioner'
import { weighted } from '../../nn/network'
import { parameterInputs } from '../../nn/parameters'
import { openSession } from '../../runtime/session'
import { floatData } from '../../tensor/tensor'
import { captionerParameterShapes } from '../../../../shared/model-specs/captioner'
import { captionerNetwork } from '../train/captioner-network'

const STEP = 1e-4
const shape = oracleShape('mlp')
/** Advantages as they come: of both signs, and one that is nothing. */
const advantages = [0.7, -1.2, 0, 2.5]

it('has the gradient of the mean advantage times the negative log-probability of the samples', async () => {
  const weights = await oracleWeights('clipcap/clipcap.safetensors')
  const samples = (await oracleExamples())
    .slice(0, advantages.length)
    .map(({ embedding, tokens }, at) => ({
      embedding,
      tokens: tokens.slice(0, 3 + at),
      factor: advantages[at] ?? 0
    }))
  // In two batches of unlike size: the mean is over the samples of both.
  const batches = [samples.slice(0, 1), samples.slice(1)].map((some) =>
    layOutBatch(some, shape.mapping)
  )
  const trained = [...captionerParameterShapes(shape).keys()]
  const network = captionerNetwork(shape, plainForward)
  const session = await openSession(
    buildGradientGraph({ network, trained, accumulate: false }),
    'cpu'
  )
  const gradients = []
  let loss = 0
  for (const batch of weighted(batches)) {
    const outputs = await session.run({ ...weights, ...batch.feeds }, batch.bindings)
    gradients.push(outputs)
    loss += floatData(outputs['loss'])[0] ?? Number.NaN
  }
  await session.release()

  const tape = new Tape(new GraphBuilder())
  const parameters = parameterInputs(tape, captionerParameterShapes(shape))
  tape.builder.output('nll', captionLoss(tape, parameters, shape, plainForward).nll)
  const given = Object.fromEntries(
    Object.entries(weights).map(([name, tensor]) => [name, toTensor64(tensor)])
  )
  /** −1/N Σ advantage · Σ log p(token), in doubles, with one number of one parameter moved. */
  const objective = (name?: string, at = 0, by = 0): number => {
    const base = name === undefined ? undefined : given[name]
    const moved = base && {
      ...base,
      data: base.data.with(at, (base.data[at] ?? 0) + by)
    }
    let sum = 0
    batches.forEach(({ feeds, bindings, owners }, batch) => {
      const inputs = Object.fromEntries(
        Object.entries(feeds).map(([key, tensor]) => [key, toTensor64(tensor)])
      )
      const all = { ...given, ...inputs, ...(name !== undefined && moved && { [name]: moved }) }
      const nll = evaluate(tape.builder, all, bindings)['nll']
      owners.forEach((owner, target) => {
        sum += (advantages[batch + owner] ?? 0) * (nll?.data[target] ?? Number.NaN)
      })
    })
    return sum / advantages.length
  }
  expect(loss).toBeCloseTo(objective(), 5)

  for (const name of [
    'clip_project.model.0.weight',
    'gpt.transformer.wte.weight',
    'gpt.transformer.wpe.weight',
    'gpt.transformer.h.0.attn.c_attn.weight',
    'gpt.transformer.h.1.mlp.c_proj.bias',
    'gpt.transformer.ln_f.weight'
  ]) {
    const sums = gradients.map((outputs) => floatData(outputs[stateNames.gradient(name)]))
    const found = (sums[0] ?? new Float32Array()).map((one, at) => one + (sums[1]?.[at] ?? 0))
    const largest = Math.max(...found.map(Math.abs))
    // Where it is largest, and somewhere else.
    for (const at of [found.findIndex((one) => Math.abs(one) === largest), 5]) {
      const slope = (objective(name, at, STEP) - objective(name, at, -STEP)) / (2 * STEP)
      expect(Math.abs((found[at] ?? Number.NaN) - slope), name).toBeLessThan(1e-4 * largest)
    }
  }
})
