import {
  captionerParameterShapes,
  type CaptionerShape
} from '../../src/shared/model-specs/captioner'
import { LORA_PREFIX } from '../../src/shared/model-specs/lora'
import { expect, it } from 'vitest'
import type { DeviceName } from '../../src/shared/engine-protocol'
import { buildPickGraph } from '../../src/main/engine/captioner/decode/block-scores'
import {
  buildKeepGraph,
  buildNextGraph,
  buildPrefillGraph
} from '../../src/main/engine/captioner/decode/decode-graphs'
import { GraphBuilder, writeModel } from '../../src/main/engine/graph'
import type { CaptionerOptions } from '../../src/main/engine/nn/captioner'
import { openSession, targetOf } from '../../src/main/engine/runtime/session'
import { floats, floatData, type HostTensor } from '../../src/main/engine/tensor/tensor'
import { layOutBatch } from '../../src/main/engine/nn/batch'
import { buildLossGraph } from '../../src/main/engine/captioner/train/loss-graph'
import { RandomStream, uniforms } from '../../src/main/base/random'
import {
  captionerNetwork,
  trainableShapes
} from '../../src/main/engine/captioner/train/captioner-network'
import {
  buildGradientGraph,
  buildStepGraph,
  type StepGraphOptions
} from '../../src/main/engine/learn/step-graph'
import { createTrainingStep } from '../../src/main/engine/learn/create-training-step'
import { expectClose } from '../reference/compare'
import { oracleExamples, oracleShape, oracleWeights } from './captioner-files'
import { describeOnDevice, device } from './device'

/** Rounding through two steps, relative to a tensor's largest value. */
const TOLERANCE = 1e-5

/** Everything that a run's configuration can put into the training graph. */
const forward: CaptionerOptions = {
  mappingDropout: 0.2,
  gptDropout: 0.1,
  labelSmoothing: 0.1,
  lora: { rank: 2, alpha: 4 }
}
const everything = (shape: CaptionerShape): StepGraphOptions => ({
  network: captionerNetwork(shape, forward),
  optimizer: {
    form: 'adamw',
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-6,
    weightDecay: 0.01
  },
  trained: [...trainableShapes(shape, forward).keys()],
  clipNorm: 1,
  emaDecay: 0.9,
  accumulate: true,
  target: targetOf(device)
})

const shapes = [oracleShape('mlp'), oracleShape('transformer')]
const form = { scores: 'logits', target: targetOf(device) } as const
const inBlocks = { ...form, scores: 'blocks' } as const
const graphs = shapes.flatMap((shape) =>
  Object.entries({
    step: buildStepGraph(everything(shape)),
    gradients: buildGradientGraph(everything(shape)),
    loss: buildLossGraph(shape, 1, targetOf(device)),
    'first token': buildPrefillGraph(shape, form),
    'next token': buildNextGraph(shape, form),
    'first token, in blocks': buildPrefillGraph(shape, inBlocks),
    'next token, in blocks': buildNextGraph(shape, inBlocks),
    'blocks of tokens': buildPickGraph(targetOf(device)),
    'images that go on': buildKeepGraph(shape)
  }).map(([name, graph]) => ({ name, mapping: shape.mapping.kind, graph }))
)

describeOnDevice('placement', () => {
  // A session on WebGPU does not load where a node would stay on the CPU: see the runtime.
  it.each(graphs)('$name, $mapping: no node stays behind', async ({ graph }) => {
    const session = await openSession(graph, device)
    await session.release()
  })

  it('is refused to a graph with a node that would', async () => {
    const b = new GraphBuilder()
    const x = b.input('x', 'float32', [2, 2])
    b.output('y', b.node('Det', [x], [['float32', []]]))
    await expect(openSession(writeModel(b), device)).rejects.toThrow('CPU EP')
  })
})

describeOnDevice('a tensor in more parts than a program may have tensors', () => {
  it.each([0, 1])('is taken apart and joined along axis %i', async (axis) => {
    // WebGPU promises programs of eight tensors; SwiftShader has them of twelve.
    const parts = Array.from({ length: 20 }, () => 2)
    const size = [3, 3].with(axis, 40)
    const b = new GraphBuilder()
    const x = b.input('x', 'float32', size)
    b.output('y', b.concat(b.split(x, parts, axis).toReversed(), axis, 40))
    const session = await openSession(writeModel(b), device)
    const data = Float32Array.from({ length: 120 }, (_, index) => index)
    const { y } = await session.run({ x: floats(data, size) }, {})
    await session.release()
    const step = axis === 0 ? 3 : 1
    const place = (index: number): number => Math.floor(index / step) % 40
    const moved = (from: number): number => 38 - 2 * Math.floor(from / 2) + (from % 2)
    expect(Array.from(floatData(y))).toEqual(
      Array.from(data, (_, index) => index + (moved(place(index)) - place(index)) * step)
    )
  })
})

describeOnDevice('a step with everything on', () => {
  it('gives what it gives on the CPU', async () => {
    const shape = oracleShape('mlp')
    const options = conditioned(everything(shape))
    const weights = { ...(await oracleWeights('clipcap/clipcap.safetensors')), ...lora(shape) }
    expect(Object.keys(weights).toSorted()).toEqual(options.trained.toSorted())
    const examples = await oracleExamples()
    const batches = [examples.slice(0, 2), examples.slice(2, 5)].map((some) =>
      layOutBatch(some, shape.mapping)
    )
    const train = async (on: DeviceName) => {
      const largest = batches.map(({ bindings }) => bindings)
      const step = await createTrainingStep({ ...options, device: on, seed: 7, largest, weights })
      const results = [await step.run(batches, 1e-3), await step.run(batches, 1e-3)]
      const final = { ...(await step.finalWeights()), ...(await step.optimizerState()).tensors }
      await step.release()
      return { losses: results.map(({ loss }) => loss), final }
    }
    const expected = await train('cpu')
    const found = await train(device)
    expectClose(found.losses, expected.losses, TOLERANCE, 'loss')
    for (const [name, tensor] of Object.entries(expected.final)) {
      expectClose(floatData(found.final[name]), floatData(tensor), TOLERANCE, name)
    }
  })
})

/**
 * With an ε that rounding is small beside: gradients that would be nothing except for it, such as those
 * of the keys' biases, become a step of any size up to the rate by AdamW's own.
 */
const conditioned = (options: StepGraphOptions): StepGraphOptions => ({
  ...options,
  optimizer: { ...options.optimizer, epsilon: 1e-3 }
})

/** Factors of LoRA's additions, neither of them zero. */
function lora(shape: CaptionerShape): Record<string, HostTensor> {
  const plain = captionerParameterShapes(shape)
  const added = [...trainableShapes(shape, forward)].filter(([name]) => !plain.has(name))
  expect(added.every(([name]) => name.startsWith(LORA_PREFIX))).toBe(true)
  return Object.fromEntries(
    added.map(([name, dims], index) => {
      const size = dims.reduce((product, dim) => product * dim, 1)
      const numbers = uniforms(index, RandomStream.initialLora, 0, size).map(
        (number) => (number - 0.5) / 5
      )
      return [name, floats(Float32Array.from(numbers), dims)]
    })
  )
}
