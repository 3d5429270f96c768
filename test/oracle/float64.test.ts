import { expect, it } from 'vitest'
import { backward, Tape } from '../../src/main/engine/graph'
import { MAPPING_PREFIX, captionerParameterShapes } from '../../src/shared/model-specs/captioner'
import { captionLoss, plainForward } from '../../src/main/engine/nn/captioner'
import { parameterInputs } from '../../src/main/engine/nn/parameters'
import { layOutBatch } from '../../src/main/engine/nn/batch'
import { readOracle } from '../fixtures/oracle'
import { evaluate, toTensor64 } from '../reference/evaluate'
import { oracleExamples, oracleShape, oracleWeights } from './captioner-files'
import { expectClose } from '../reference/compare'

interface GradientFigures {
  l2_f64: number
  first5_f64: number[]
  max_abs: number
}

/** Rounding of doubles through the whole network, relative to a tensor's largest value. */
const TOLERANCE = 1e-10

const captioners = [
  { mapping: 'mlp', file: 'clipcap/clipcap.safetensors', gradients: 'full' },
  {
    mapping: 'transformer',
    file: 'clipcap/clipcap_transformer.safetensors',
    gradients: 'transformer_mapper_only'
  }
] as const

it.each(captioners)(
  'the graph of the $mapping captioner, run in float64, is the reference to rounding',
  async ({ mapping, file, gradients }) => {
    const shape = oracleShape(mapping)
    const figures =
      readOracle<Record<string, { parameters: Record<string, GradientFigures> }>>(
        'clipcap/grads.json'
      )[gradients]?.parameters ?? {}
    const forward =
      readOracle<Record<string, { rows: number[]; loss_f64: number }>>('clipcap/forward.json')[
        mapping
      ]
    const trained = [...captionerParameterShapes(shape).keys()].filter(
      (name) => gradients === 'full' || name.startsWith(MAPPING_PREFIX)
    )
    expect(new Set(Object.keys(figures))).toEqual(new Set(trained))

    const t = new Tape()
    const parameters = parameterInputs(t, captionerParameterShapes(shape))
    const { loss } = captionLoss(t, parameters, shape, plainForward)
    t.builder.output('loss', loss)
    for (const [name, gradient] of backward(t, loss, trained.map(parameters))) {
      t.builder.output(name, gradient)
    }
    const examples = await oracleExamples()
    const batch = layOutBatch(
      (forward?.rows ?? []).flatMap((row) => examples[row] ?? []),
      shape.mapping
    )
    const weights = await oracleWeights(file, shape)
    // The mean over targets in full precision, not as the float32 that the engine feeds.
    const targets = batch.owners.length
    const feeds = Object.fromEntries(
      Object.entries({ ...weights, ...batch.feeds }).map(([name, feed]) => [name, toTensor64(feed)])
    )
    feeds['weights'] = { dims: [targets], data: new Float64Array(targets).fill(1 / targets) }

    const outputs = evaluate(t.builder, feeds, batch.bindings)
    expect(
      Math.abs((outputs['loss']?.data[0] ?? Number.NaN) - (forward?.loss_f64 ?? 0))
    ).toBeLessThan(TOLERANCE)
    for (const [name, figure] of Object.entries(figures)) {
      const gradient = outputs[name]?.data ?? new Float64Array()
      const scale = 1 / figure.max_abs
      expectClose(
        [...gradient.subarray(0, figure.first5_f64.length)].map((value) => value * scale),
        figure.first5_f64.map((value) => value * scale),
        TOLERANCE,
        name
      )
      const norm = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0))
      expect(Math.abs(norm / figure.l2_f64 - 1), `norm of ${name}`).toBeLessThan(TOLERANCE)
    }
  }
)
