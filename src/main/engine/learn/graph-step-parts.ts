import type { DeviceMemory } from '../runtime/devices/device-memory'
import { WorkspaceMemory } from '../runtime/devices/workspace-memory'
import type { Products } from '../graph'
import {
  keepsTensors,
  openSession,
  targetOf,
  type Feeds,
  type GraphSession
} from '../runtime/session'
import type { DeviceTensor, HostTensor } from '../tensor/tensor'
import { DropoutFeeds } from './dropout-feeds'
import { memoryOf, replacedTensors, type Beginning, type ReplacedTensors } from './replaced-tensors'
import { buildGradientGraph, buildStepGraph, stateNames } from './step-graph'
import type { TrainingStepOptions } from './training-step'
import { joinTensors, updateGroups, type UpdateGroup } from './update-groups'

/** What a step in one graph is made of, on its device. */
export interface GraphStepParts {
  session: GraphSession
  /** Adds up gradients of all batches of a step but the last; null where a step is one batch. */
  adding: GraphSession | null
  /** Trained parameters and averages, and the moments of `groups`. */
  state: ReplacedTensors
  groups: readonly UpdateGroup[]
  /** Sums of gradients, where a step has several batches. */
  sums: ReplacedTensors
  memory: DeviceMemory | null
  /** What the graphs write their large values into; null where the process's memory is at hand. */
  workspace: WorkspaceMemory | null
  /** The parameters that are only read. */
  fixed: Feeds
  dropout: DropoutFeeds
  /** Parameters that are only read and the dropout banks, where they live on the device. */
  resident: Record<string, DeviceTensor>
}

/** The runtime keeps enough pieces of memory for smaller values. */
const MIN_KEPT = 2 ** 17

export async function openParts(options: TrainingStepOptions): Promise<GraphStepParts> {
  const { device, profile, accumulate, weights, largest } = options
  const graph = {
    ...options,
    products: productsOf(options),
    target: targetOf(device),
    workspace: keepsTensors(device) ? { largest, least: options.minKept ?? MIN_KEPT } : null
  }
  const model = buildStepGraph(graph)
  const memory = await memoryOf(device)
  const groups = updateGroups(options.trained, options.network.shapes)
  const state = await replacedTensors(stateBeginnings(options, groups), memory)
  const sums = await replacedTensors(sumBeginnings(options), memory)
  const adding = accumulate ? buildGradientGraph(graph) : null
  const trained = new Set(options.trained)
  const fixed = Object.fromEntries(Object.entries(weights).filter(([name]) => !trained.has(name)))
  const dropout = new DropoutFeeds(options.seed, model, largest)
  return {
    session: await openSession(model, device, profile ? { profile } : {}),
    adding: adding && (await openSession(adding, device)),
    state,
    groups,
    sums,
    memory,
    workspace: memory && new WorkspaceMemory(memory),
    resident: memory ? await memory.uploadAll({ ...fixed, ...dropout.banks }) : {},
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
function stateBeginnings(
  options: TrainingStepOptions,
  groups: readonly UpdateGroup[]
): Map<string, Beginning> {
  const { emaDecay, weights, resume } = options
  const resumed = (state: string): HostTensor | undefined => resume?.tensors[state]
  const beginnings = new Map<string, Beginning>()
  for (const group of groups) {
    for (const stateOf of [stateNames.first, stateNames.second]) {
      const from = joinTensors(group, (name) => resumed(stateOf(name)))
      beginnings.set(stateOf(group.name), { dims: group.dims, from })
    }
    for (const { name, shape: dims } of group.parts) {
      for (const state of emaDecay === null ? [name] : [name, stateNames.average(name)]) {
        beginnings.set(state, { dims, from: resumed(state) ?? weights[name] })
      }
    }
  }
  return beginnings
}

function sumBeginnings(options: TrainingStepOptions): Map<string, Beginning> {
  const { shapes } = options.network
  const summed = options.accumulate ? options.trained : []
  return new Map(
    summed.map((name) => [stateNames.gradient(name), { dims: shapes.get(name) ?? [] }])
  )
}
