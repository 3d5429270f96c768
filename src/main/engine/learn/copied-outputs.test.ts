import { captionerParameterShapes } from '../../../shared/model-specs/captioner'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { oracleExamples, oracleShape, oracleWeights } from '../../../../test/oracle/captioner-files'
import { captionerNetwork } from '../captioner/train/captioner-network'
import { boundingAxes, layOutBatch } from '../nn/batch'
import { InferenceSession } from '../runtime/onnx-runtime'
import { floatData, floats } from '../tensor/tensor'

const TABLE = 'gpt.transformer.wte.weight'
/** More than the output head takes at a time, so that its gradient comes in parts. */
const ROWS = 7000

/** Three steps in modules loaded again, which try the runtime again. */
async function train() {
  vi.resetModules()
  const { InPlaceStep } = await import('./in-place-step')
  const { outputsStayUncopied } = await import('../runtime/uncopied-outputs')
  const shape = oracleShape('mlp')
  shape.gpt.vocabularySize = ROWS
  const weights = await oracleWeights('clipcap/clipcap.safetensors')
  const width = weights[TABLE]?.dims[1] ?? 0
  const table = new Float32Array(ROWS * width)
  table.set(floatData(weights[TABLE]))
  const examples = await oracleExamples()
  const step = await InPlaceStep.create({
    device: 'cpu',
    network: captionerNetwork(shape, {
      mappingDropout: 0.2,
      gptDropout: 0.1,
      labelSmoothing: 0.1,
      lora: null
    }),
    optimizer: { form: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0.1 },
    trained: [...captionerParameterShapes(shape).keys()],
    clipNorm: 1,
    emaDecay: null,
    accumulate: false,
    seed: 3,
    largest: boundingAxes(examples, {
      batchSize: 4,
      batchTokens: 0,
      prefixLength: shape.mapping.prefixLength
    }),
    weights: { ...weights, [TABLE]: floats(table, [ROWS, width]) }
  })
  const results = []
  for (const from of [0, 4, 8]) {
    const batch = layOutBatch(examples.slice(from, from + 4), shape.mapping)
    results.push(await step.run([batch], 1e-3))
  }
  const tensors = { ...(await step.finalWeights()), ...(await step.optimizerState()).tensors }
  const state = Object.entries(tensors).map(([name, tensor]) => [name, floatData(tensor).slice()])
  await step.release()
  return { uncopied: await outputsStayUncopied(), results, state: new Map(state as []) }
}

type Run = (inputs: InferenceSession.FeedsType, fetches: unknown) => Promise<unknown>

/** Puts another version of the runtime in the place of the one that is there. */
function replaceRuntime(runOf: (session: InferenceSession) => Run): void {
  const create = InferenceSession.create.bind(InferenceSession) as (
    model: Uint8Array,
    options: InferenceSession.SessionOptions
  ) => Promise<InferenceSession>
  const replaced = async (model: Uint8Array, options: InferenceSession.SessionOptions) => {
    const session = await create(model, options)
    return { run: runOf(session), release: () => session.release() }
  }
  vi.spyOn(InferenceSession, 'create').mockImplementation(replaced as never)
}

const namesOf = (fetches: unknown): string[] =>
  Array.isArray(fetches) ? (fetches as string[]) : Object.keys(fetches as object)

afterEach(() => vi.restoreAllMocks())

describe('training on a runtime that', () => {
  it.each<[string, (session: InferenceSession) => Run]>([
    [
      'takes a sequence as an output',
      (session) => (inputs, fetches) =>
        session.run(
          inputs,
          namesOf(fetches).filter((name) => !name.includes('sequence'))
        )
    ],
    [
      'refuses a sequence before it computes',
      (session) => (inputs, fetches) =>
        namesOf(fetches).some((name) => name.includes('sequence'))
          ? Promise.reject(new Error('Non tensor type'))
          : session.run(inputs, namesOf(fetches))
    ],
    [
      'refuses it in other words',
      (session) => (inputs, fetches) =>
        namesOf(fetches).some((name) => name.includes('sequence'))
          ? Promise.reject(new Error('a sequence'))
          : session.run(inputs, namesOf(fetches))
    ]
  ])('%s gives the same numbers to the last bit', async (_, runOf) => {
    const uncopied = await train()
    expect(uncopied.uncopied).toBe(true)
    replaceRuntime(runOf)
    expect(await train()).toEqual({ ...uncopied, uncopied: false })
  })

  it('takes a sequence is said to copy, beside the name of the processor', async () => {
    replaceRuntime((session) => (inputs, fetches) => session.run(inputs, namesOf(fetches)))
    vi.resetModules()
    const { probeDevice } = await import('../runtime/devices/probe-device')
    expect(await probeDevice('cpu')).toMatchObject({
      usable: true,
      detail: expect.stringMatching(/ × \d+$/) as string,
      note: { code: 'device.copied-outputs' }
    })
  })
})
