import { describe, expect, it } from 'vitest'
import { captionerParameterShapes, MAPPING_PREFIX } from '../../src/main/engine/nn/captioner'
import type { AdamWForm } from '../../src/main/engine/optim/adamw'
import { linearSchedule } from '../../src/main/engine/optim/schedule'
import { openSession } from '../../src/main/engine/runtime'
import { floatData } from '../../src/main/engine/tensor'
import { layOutBatch } from '../../src/main/engine/train/batch'
import { buildLossGraph } from '../../src/main/engine/train/loss-graph'
import { buildGradientGraph } from '../../src/main/engine/train/step-graph'
import { TrainingStep } from '../../src/main/engine/train/training-step'
import { readOracle } from '../fixtures/oracle'
import { oracleExamples, oracleShape, oracleWeights } from './captioner-files'

interface GradientFigures {
  l2: number
  l2_f64: number
  first5_f64: number[]
  max_abs: number
  max_abs_diff_f32_f64: number
}

interface TrainFigures {
  optimizer: { lr: number; betas: [number, number]; eps: number; weight_decay: number }
  warmup_steps: number
  total_steps: number
  batch_order: number[][]
  runs: Record<
    'full' | 'mlp_only',
    {
      losses: number[]
      losses_hf_adamw: number[]
      lr: number[]
      first_rows_loss_after: number
      max_abs_diff_loss_f32_f64: number
      final_params_noise: Record<string, number>
      final_params: string
    }
  >
}

/** Rounding differs between two float32 programs about as much as between float32 and float64. */
const NOISE = 5

const shape = oracleShape()
const allNames = [...captionerParameterShapes(shape).keys()]
const pick = async (rows: readonly number[]) => {
  const examples = await oracleExamples()
  return rows.map((row) => {
    const example = examples[row]
    if (!example) throw new Error(`the oracle has no row ${row}`)
    return example
  })
}

describe('forward pass', () => {
  it('gives the loss of the reference, for the batch and for each row', async () => {
    const { mlp } = readOracle<{
      mlp: { rows: number[]; loss_f64: number; loss_per_row: number[] }
    }>('clipcap/forward.json')
    const session = await openSession(buildLossGraph(shape))
    const weights = await oracleWeights('clipcap/clipcap.safetensors')
    const batch = layOutBatch(await pick(mlp.rows), shape.mapping.prefixLength)
    const outputs = await session.run({ ...weights, ...batch.feeds }, batch.bindings)
    expect(floatData(outputs['loss'])[0]).toBeCloseTo(mlp.loss_f64, 5)
    const nll = floatData(outputs['nll'])
    mlp.loss_per_row.forEach((expected, row) => {
      const own = [...nll].filter((_, target) => batch.owners[target] === row)
      expect(own.reduce((sum, one) => sum + one, 0) / own.length).toBeCloseTo(expected, 4)
    })
    await session.release()
  })
})

describe('gradients', () => {
  it('agree with float64 for every parameter', async () => {
    const figures = readOracle<{ full: { parameters: Record<string, GradientFigures> } }>(
      'clipcap/grads.json'
    ).full.parameters
    const { mlp } = readOracle<{ mlp: { rows: number[] } }>('clipcap/forward.json')
    expect(new Set(Object.keys(figures))).toEqual(new Set(allNames))

    const session = await openSession(buildGradientGraph(shape, allNames))
    const weights = await oracleWeights('clipcap/clipcap.safetensors')
    const batch = layOutBatch(await pick(mlp.rows), shape.mapping.prefixLength)
    const outputs = await session.run({ ...weights, ...batch.feeds }, batch.bindings)
    for (const [name, figure] of Object.entries(figures)) {
      const gradient = floatData(outputs[`grad.${name}`])
      const tolerance = NOISE * Math.max(figure.max_abs_diff_f32_f64, 1e-7 * figure.max_abs)
      figure.first5_f64.forEach((expected, index) => {
        const difference = Math.abs((gradient[index] ?? Number.NaN) - expected)
        expect(difference, `${name}[${index}]`).toBeLessThanOrEqual(tolerance)
      })
      const l2 = Math.sqrt(gradient.reduce((sum, one) => sum + one * one, 0))
      const rounding = NOISE * Math.max(Math.abs(figure.l2 - figure.l2_f64), 2e-7 * figure.l2_f64)
      expect(Math.abs(l2 - figure.l2_f64), `norm of ${name}`).toBeLessThanOrEqual(rounding)
    }
    await session.release()
  })
})

describe('training', () => {
  const figures = readOracle<TrainFigures>('clipcap/train.json')
  const variants: ['full' | 'mlp_only', AdamWForm, 'losses' | 'losses_hf_adamw'][] = [
    ['full', 'adamw', 'losses'],
    ['full', 'adamw-transformers', 'losses_hf_adamw'],
    ['mlp_only', 'adamw', 'losses'],
    ['mlp_only', 'adamw-transformers', 'losses_hf_adamw']
  ]

  it.each(variants)('%s with %s takes the steps of the reference', async (run, form, losses) => {
    const reference = figures.runs[run]
    const trained =
      run === 'full' ? allNames : allNames.filter((name) => name.startsWith(MAPPING_PREFIX))
    const step = await TrainingStep.create({
      shape,
      dropout: { mapping: 0, gpt: 0 },
      optimizer: {
        form,
        beta1: figures.optimizer.betas[0],
        beta2: figures.optimizer.betas[1],
        epsilon: figures.optimizer.eps,
        weightDecay: figures.optimizer.weight_decay
      },
      trained,
      seed: 0,
      largest: {},
      weights: await oracleWeights('clipcap/clipcap.safetensors')
    })
    for (const [index, rows] of figures.batch_order.entries()) {
      const rate = linearSchedule(index, {
        base: figures.optimizer.lr,
        warmupSteps: figures.warmup_steps,
        totalSteps: figures.total_steps
      })
      expect(rate).toBeCloseTo(reference.lr[index] ?? Number.NaN, 12)
      const batch = layOutBatch(await pick(rows), shape.mapping.prefixLength)
      const { loss } = await step.run(batch, rate)
      const expected = reference[losses][index] ?? Number.NaN
      const tolerance = NOISE * Math.max(reference.max_abs_diff_loss_f32_f64, 5e-7)
      expect(Math.abs(loss - expected), `loss of step ${index}`).toBeLessThanOrEqual(tolerance)
    }
    if (form === 'adamw') {
      const final = await oracleWeights(`clipcap/${reference.final_params}`)
      const ours = step.weights()
      expect(trained.filter((name) => !(name in final))).toEqual([])
      for (const name of trained) {
        const expected = floatData(final[name])
        const actual = floatData(ours[name])
        const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        const noise = reference.final_params_noise[name] ?? 0
        const tolerance = NOISE * Math.max(noise, 1.2e-7 * largest)
        const worst = expected.reduce(
          (most, value, index) => Math.max(most, Math.abs(value - (actual[index] ?? Number.NaN))),
          0
        )
        expect(worst, name).toBeLessThanOrEqual(tolerance)
      }
    }
    await step.release()
  })
})
