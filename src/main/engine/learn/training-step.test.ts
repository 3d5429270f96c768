import { describe, expect, it } from 'vitest'
import { oracleExamples, oracleShape, oracleWeights } from '../../../../test/oracle/captioner-files'
import { floatData, floats, type HostTensor } from '../tensor/tensor'
import { boundingAxes, layOutBatch } from '../nn/batch'
import { GraphStep } from './graph-step'
import { InPlaceStep } from './in-place-step'
import type { CaptionerOptions } from '../nn/captioner'
import { captionerNetwork } from '../captioner/train/captioner-network'
import { initialParameters, trainedNames } from '../captioner/train/initial-parameters'
import type { TrainingStep, TrainingStepOptions } from './training-step'
import * as v from 'valibot'
import { RunConfig } from '../../../shared/domain'

type Changes = Partial<TrainingStepOptions> & {
  forward?: CaptionerOptions
  largestTensor?: number
}

/** Three steps of both kinds from the same start, with a token table of `rows` rows where that is given. */
async function both({ largestTensor, forward, ...changes }: Changes, lora: boolean, rows?: number) {
  const shape = oracleShape('mlp')
  if (rows !== undefined) shape.gpt.vocabularySize = rows
  const config = v.parse(RunConfig, {
    clipModelId: 1,
    gptModelId: 2,
    gptTraining: lora ? 'lora' : 'full',
    loraRank: 2,
    loraAlpha: 4
  })
  const examples = await oracleExamples()
  const weights = await oracleWeights('clipcap/clipcap.safetensors')
  const largest = boundingAxes(examples, {
    batchSize: 4,
    batchTokens: 0,
    prefixLength: shape.mapping.prefixLength
  })
  const network = captionerNetwork(
    shape,
    forward ?? {
      mappingDropout: 0.2,
      gptDropout: 0.1,
      labelSmoothing: 0.1,
      lora: lora ? { rank: 2, alpha: 4 } : null
    },
    { largestTensor: largestTensor ?? null, largest }
  )
  const options: TrainingStepOptions = {
    device: 'cpu',
    network,
    optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0.1 },
    trained: trainedNames({ shape }, config),
    clipNorm: null,
    emaDecay: null,
    accumulate: false,
    seed: 3,
    largest,
    weights: {
      ...initialParameters({ shape }, config),
      ...weights,
      ...(rows === undefined ? {} : { [TABLE]: withRows(weights[TABLE], rows) })
    },
    ...changes
  }
  const batches = [0, 4, 8].map((from) =>
    layOutBatch(examples.slice(from, from + 4), shape.mapping)
  )
  const train = async (step: TrainingStep) => {
    const results = []
    for (const batch of batches) {
      results.push(
        await step.run(options.accumulate ? [batch, ...batches.slice(0, 1)] : [batch], 1e-3)
      )
    }
    const state = { ...(await step.finalWeights()), ...(await step.optimizerState()).tensors }
    await step.release()
    return { results, state, at: step.step }
  }
  return {
    graph: await train(await GraphStep.create(options)),
    inPlace: await train(await InPlaceStep.create(options))
  }
}

const TABLE = 'gpt.transformer.wte.weight'

/** A table with rows of zeros behind its own. */
function withRows(table: HostTensor | undefined, rows: number): HostTensor {
  const width = table?.dims[1] ?? 0
  const data = new Float32Array(rows * width)
  data.set(floatData(table))
  return floats(data, [rows, width])
}

describe('a step in place', () => {
  it.each<[string, Changes, boolean]>([
    ['plain', {}, false],
    [
      'the old form of AdamW',
      {
        optimizer: {
          form: 'adamw-transformers',
          beta1: 0.9,
          beta2: 0.99,
          epsilon: 1e-6,
          weightDecay: 0.1
        }
      },
      false
    ],
    ['averaged weights', { emaDecay: 0.9 }, false],
    ['several batches a step', { accumulate: true }, false],
    ['LoRA', {}, true]
  ])('gives the numbers of the step in one graph to the last bit: %s', async (_, changes, lora) => {
    const { graph, inPlace } = await both(changes, lora)
    expect(inPlace.results).toEqual(graph.results)
    expect(inPlace.at).toBe(3)
    expect(new Set(Object.keys(inPlace.state))).toEqual(new Set(Object.keys(graph.state)))
    for (const [name, tensor] of Object.entries(graph.state)) {
      const found = floatData(inPlace.state[name])
      const same = floatData(tensor).every((value, index) => Object.is(value, found[index]))
      expect(same, name).toBe(true)
    }
  })

  it.each([0, 0.1])(
    'takes a large head in shards, to the same numbers: smoothing %d',
    async (smoothing) => {
      const forward = { mappingDropout: 0, gptDropout: 0, labelSmoothing: smoothing, lora: null }
      // A limit that makes as many shards of the one graph as the other takes by itself.
      const { graph, inPlace } = await both({ forward, largestTensor: 2_000_000 }, false, 13_000)
      expect(inPlace.results).toEqual(graph.results)
      expect(floatData(inPlace.state[TABLE])).toEqual(floatData(graph.state[TABLE]))
    }
  )

  it('clips by the same norm, summed in float64', async () => {
    const { graph, inPlace } = await both({ clipNorm: 0.5 }, false)
    graph.results.forEach(({ gradientNorm }, index) => {
      expect(gradientNorm).toBeGreaterThan(0.5)
      expect((inPlace.results[index]?.gradientNorm ?? 0) / (gradientNorm ?? 1)).toBeCloseTo(1, 5)
    })
  })
})
