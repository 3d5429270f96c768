import type { DeviceMemory } from '../devices/device-memory'
import { DROPOUT_BANK, type Products } from '../graph'
import { openSession, type Feeds, type GraphSession } from '../runtime'
import type { DeviceTensor, HostTensor } from '../tensor'
import { DropoutFeeds } from './dropout-feeds'
import { headParts } from './head-parts'
import { memoryOf, replacedTensors, type Beginning, type ReplacedTensors } from './replaced-tensors'
import {
  buildGradientGraph,
  buildStepGraph,
  nextName,
  stateNames,
  trainableShapes
} from './step-graph'
import type { TrainingStepOptions } from './training-step'

/** What a step in one graph is made of, on its device. */
export interface GraphStepParts {
  session: GraphSession
  /** Adds up gradients of all batches of a step but the last; null where a step is one batch. */
  adding: GraphSession | null
  /** Trained parameters, moments and averages. */
  state: ReplacedTensors
  /** Sums of gradients, where a step has several batches. */
  sums: ReplacedTensors
  memory: DeviceMemory | null
  /** The parameters that are only read. */
  fixed: Feeds
  dropout: DropoutFeeds
  /** Parameters that are only read and the dropout bank, where they live on the device. */
  resident: Record<string, DeviceTensor>
}

export async function openParts(options: TrainingStepOptions): Promise<GraphStepParts> {
  const { device, profile, accumulate, weights, largest, largestTensor = null } = options
  const graph = {
    ...options,
    forward: {
      ...options.forward,
      headParts: headParts(options.shape.gpt, largest, largestTensor)
    },
    products: productsOf(options)
  }
  const model = buildStepGraph(graph)
  const memory = await memoryOf(device)
  const state = await replacedTensors(stateBeginnings(options), memory)
  const sums = await replacedTensors(sumBeginnings(options), memory)
  const adding = accumulate ? buildGradientGraph(graph) : null
  // On the device go those outputs that the state and the sums are replaced by.
  const keep = (tensors: ReplacedTensors): { keep: string[] } => ({
    keep: memory ? Object.keys(tensors.feeds).map(nextName) : []
  })
  const trained = new Set(options.trained)
  const fixed = Object.fromEntries(Object.entries(weights).filter(([name]) => !trained.has(name)))
  const dropout = new DropoutFeeds(options.seed, model, largest)
  return {
    session: await openSession(model, device, { ...keep(state), ...(profile ? { profile } : {}) }),
    adding: adding && (await openSession(adding, device, keep(sums))),
    state,
    sums,
    memory,
    resident: memory ? await memory.uploadAll({ ...fixed, [DROPOUT_BANK]: dropout.bank }) : {},
    fixed,
    dropout
  }
}

/** The CPU computes in float32 alone; there half precision is imitated, for tests. */
function productsOf({ precision, device }: TrainingStepOptions): Products {
  if (precision !== 'float16') return 'float32'
  return device === 'cpu' ? 'float16-rounded' : 'float16'
}

/** Trained parameters and their averages as given; moments as resumed, or zero. */
function stateBeginnings(options: TrainingStepOptions): Map<string, Beginning> {
  const { trained, emaDecay, weights, resume } = options
  const shapes = trainableShapes(options.shape, options.forward)
  return new Map(
    trained.flatMap((name) => {
      const dims = shapes.get(name) ?? []
      const kept = (state: string, fallback?: HostTensor): [string, Beginning] => [
        state,
        { dims, from: resume?.tensors[state] ?? fallback }
      ]
      return [
        kept(name, weights[name]),
        kept(stateNames.first(name)),
        kept(stateNames.second(name)),
        ...(emaDecay === null ? [] : [kept(stateNames.average(name), weights[name])])
      ]
    })
  )
}

function sumBeginnings(options: TrainingStepOptions): Map<string, Beginning> {
  const shapes = trainableShapes(options.shape, options.forward)
  const summed = options.accumulate ? options.trained : []
  return new Map(
    summed.map((name) => [stateNames.gradient(name), { dims: shapes.get(name) ?? [] }])
  )
}
