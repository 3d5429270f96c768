import { expect, it } from 'vitest'
import {
  MAPPING_PREFIX,
  captionerParameterShapes,
  type CaptionerShape
} from '../../src/shared/model-specs/captioner'
import { plainForward } from '../../src/main/engine/nn/captioner'
import type { AdamWForm } from '../../src/main/engine/learn/optimizer/adamw'
import { learningRate } from '../../src/main/engine/learn/optimizer/schedule'
import { openSession } from '../../src/main/engine/runtime/session'
import { floatData, type HostTensor } from '../../src/main/engine/tensor/tensor'
import { layOutBatch } from '../../src/main/engine/nn/batch'
import { buildLossGraph } from '../../src/main/engine/captioner/train/loss-graph'
import { captionerNetwork } from '../../src/main/engine/captioner/train/captioner-network'
import { buildGradientGraph, stateNames } from '../../src/main/engine/learn/step-graph'
import { createTrainingStep } from '../../src/main/engine/learn/create-training-step'
import type { TrainingStep } from '../../src/main/engine/learn/training-step'
import { readOracle } from '../fixtures/oracle'
import { oracleExamples, oracleShape, oracleWeights } from './captioner-files'
import { describeOnDevice, device, oneOfEach } from './device'

interface GradientFigures {
  l2_f64: number
  first5_f64: number[]
  max_abs: number
  max_abs_diff_f32_f64: number
}

interface RunFigures {
  losses: number[]
  losses_hf_adamw: number[]
  lr: number[]
  grad_norm: number[]
  first_rows_loss_after: number
  max_abs_diff_loss_f32_f64: number
  max_abs_diff_final_params_f32_f64: number
  final_params: string
  trained_keys: string[]
}

interface TrainFigures {
  optimizer: { lr: number; betas: [number, number]; eps: number; weight_decay: number }
  warmup_steps: number
  total_steps: number
  batch_order: number[][]
  runs: Record<'full' | 'mlp_only' | 'transformer_gpt_frozen', RunFigures>
}

/** Distance of neighbouring float32 numbers around 8, where the losses begin. */
const LOSS_ULP = 1e-6

/** Rounding differs between two float32 programs about as much as between float32 and float64. */
const NOISE = 5

const rootMeanSquare = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
const largest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** Over the steps of a run rounding adds up to a drift, of which the oracle's figure is one draw. */
const DRIFT = 8

/** The oracle's two captioners: shape, start weights, and the names that its figures go by. */
const captioners = {
  mlp: { shape: oracleShape('mlp'), file: 'clipcap/clipcap.safetensors', gradients: 'full' },
  transformer: {
    shape: oracleShape('transformer'),
    file: 'clipcap/clipcap_transformer.safetensors',
    gradients: 'transformer_mapper_only'
  }
} as const
const kinds = ['mlp', 'transformer'] as const

const startWeights = (kind: keyof typeof captioners): Promise<Record<string, HostTensor>> =>
  oracleWeights(captioners[kind].file, captioners[kind].shape)

async function batchOf(shape: CaptionerShape, rows: readonly number[]) {
  const examples = await oracleExamples()
  const picked = rows.map((row) => {
    const example = examples[row]
    if (!example) throw new Error(`the oracle has no row ${row}`)
    return example
  })
  return layOutBatch(picked, shape.mapping)
}

describeOnDevice.each(kinds)('the forward pass with the %s mapping network', (kind) => {
  it('gives the loss of the reference, for the batch and for each row', async () => {
    const figures =
      readOracle<Record<typeof kind, { rows: number[]; loss_f64: number; loss_per_row: number[] }>>(
        'clipcap/forward.json'
      )[kind]
    const { shape } = captioners[kind]
    const session = await openSession(buildLossGraph(shape), device)
    const batch = await batchOf(shape, figures.rows)
    const weights = await startWeights(kind)
    const outputs = await session.run({ ...weights, ...batch.feeds }, batch.bindings)
    expect(floatData(outputs['loss'])[0]).toBeCloseTo(figures.loss_f64, 5)
    const nll = floatData(outputs['nll'])
    figures.loss_per_row.forEach((expected, row) => {
      const own = [...nll].filter((_, target) => batch.owners[target] === row)
      expect(own.reduce((sum, one) => sum + one, 0) / own.length).toBeCloseTo(expected, 4)
    })
    await session.release()
  })
})

describeOnDevice.each(kinds)('the gradients with the %s mapping network', (kind) => {
  it('agree with float64 for every parameter', async () => {
    const { shape, gradients } = captioners[kind]
    const figures =
      readOracle<Record<typeof gradients, { parameters: Record<string, GradientFigures> }>>(
        'clipcap/grads.json'
      )[gradients].parameters
    const trained = [...captionerParameterShapes(shape).keys()].filter(
      (name) => kind === 'mlp' || name.startsWith(MAPPING_PREFIX)
    )
    expect(new Set(Object.keys(figures))).toEqual(new Set(trained))

    const { rows } =
      readOracle<Record<typeof kind, { rows: number[] }>>('clipcap/forward.json')[kind]
    const session = await openSession(
      buildGradientGraph({
        network: captionerNetwork(shape, plainForward),
        trained,
        accumulate: false
      }),
      device
    )
    const weights = await startWeights(kind)
    const batch = await batchOf(shape, rows)
    const feeds = { ...weights, ...batch.feeds }
    const outputs = await session.run(feeds, batch.bindings)
    for (const [name, figure] of Object.entries(figures)) {
      const gradient = floatData(outputs[stateNames.gradient(name)])
      const tolerance = NOISE * Math.max(figure.max_abs_diff_f32_f64, 1e-7 * figure.max_abs)
      figure.first5_f64.forEach((expected, index) => {
        const difference = Math.abs((gradient[index] ?? Number.NaN) - expected)
        expect(difference, `${name}[${index}]`).toBeLessThanOrEqual(tolerance)
      })
      const l2 = Math.sqrt(gradient.reduce((sum, one) => sum + one * one, 0))
      const rounding = (tolerance / figure.max_abs) * figure.l2_f64
      expect(Math.abs(l2 - figure.l2_f64), `norm of ${name}`).toBeLessThanOrEqual(rounding)
    }
    await session.release()
  })
})

describeOnDevice('training', () => {
  const figures = readOracle<TrainFigures>('clipcap/train.json')
  const forms: [AdamWForm, 'losses' | 'losses_hf_adamw'][] = [
    ['adamw', 'losses'],
    ['adamw-transformers', 'losses_hf_adamw']
  ]
  // The form is a matter of the update alone, and a software adapter takes half a minute for a run.
  const variants = (['full', 'mlp_only', 'transformer_gpt_frozen'] as const)
    .flatMap((run) =>
      forms
        .filter(([form]) => device === 'cpu' || run === 'full' || form === 'adamw')
        .map(([form, losses]) => ({ run, form, losses }))
    )
    .slice(0, oneOfEach ? 1 : undefined)

  it.each(variants)('$run with $form takes the steps of the reference', async (variant) => {
    const { run, form, losses } = variant
    const reference = figures.runs[run]
    const kind = run === 'transformer_gpt_frozen' ? 'transformer' : 'mlp'
    const { shape } = captioners[kind]
    const trained = [...captionerParameterShapes(shape).keys()].filter(
      (name) => run === 'full' || name.startsWith(MAPPING_PREFIX)
    )
    expect(new Set(trained)).toEqual(new Set(reference.trained_keys))
    const step = await createTrainingStep({
      device,
      network: captionerNetwork(shape, plainForward),
      optimizer: {
        form,
        beta1: figures.optimizer.betas[0],
        beta2: figures.optimizer.betas[1],
        epsilon: figures.optimizer.eps,
        weightDecay: figures.optimizer.weight_decay
      },
      trained,
      // The reference does not clip, but it says what the norms were.
      clipNorm: 1e9,
      emaDecay: null,
      accumulate: false,
      seed: 0,
      largest: [],
      weights: await startWeights(kind)
    })
    for (const [index, rows] of figures.batch_order.entries()) {
      const rate = learningRate(index, {
        kind: 'linear',
        base: figures.optimizer.lr,
        warmupSteps: figures.warmup_steps,
        totalSteps: figures.total_steps
      })
      expect(rate).toBeCloseTo(reference.lr[index] ?? Number.NaN, 12)
      const { loss, gradientNorm } = await step.run([await batchOf(shape, rows)], rate)
      const expected = reference[losses][index] ?? Number.NaN
      const tolerance = DRIFT * Math.max(reference.max_abs_diff_loss_f32_f64, LOSS_ULP)
      expect(Math.abs(loss - expected), `loss of step ${index}`).toBeLessThanOrEqual(tolerance)
      if (form === 'adamw') {
        // Rounding drives two runs apart once the weights move, and a norm may feel that strongly.
        const digits = reference.lr.slice(0, index).every((rate) => rate === 0) ? 5 : 2
        const ratio = (gradientNorm ?? 0) / (reference.grad_norm[index] ?? Number.NaN)
        expect(ratio, `gradient norm of step ${index}`).toBeCloseTo(1, digits)
      }
    }
    if (form === 'adamw') await compareFinal(step, shape, reference)
    await step.release()
  })

  async function compareFinal(
    step: TrainingStep,
    shape: CaptionerShape,
    reference: RunFigures
  ): Promise<void> {
    const { trained } = step.options
    const final = await oracleWeights(`clipcap/${reference.final_params}`, shape)
    const ours = await step.weights()
    expect(trained.filter((name) => !(name in final))).toEqual([])
    // Judged by the run's noise as a whole, as the oracle says: a tensor's own is one lucky draw or not.
    const noise = reference.max_abs_diff_final_params_f32_f64
    // The transformer mapping network has ReLUs: rounding can put a unit on the other side of zero,
    // and then that unit's own weights part while all others stay together.
    const smooth = shape.mapping.kind === 'mlp'
    for (const name of trained) {
      const expected = floatData(final[name])
      const actual = floatData(ours[name])
      const tolerance = DRIFT * Math.max(noise, 1.2e-7 * largest(expected))
      const differences = expected.map((value, index) => value - (actual[index] ?? Number.NaN))
      const difference = smooth ? largest(differences) : rootMeanSquare(differences)
      expect(difference, name).toBeLessThanOrEqual(tolerance)
    }
  }
})
