import type { RunConfig } from '../../../shared/domain'
import type { DeviceName } from '../../../shared/engine-protocol'
import type { Bindings } from '../graph'
import type { Feeds, GraphSession, MixedFeeds } from '../runtime/session'
import type { HostTensor } from '../tensor/tensor'
import type { NetworkBatch } from '../nn/network'
import type { StepGraphOptions } from './step-graph'

export interface TrainingStepOptions extends Omit<StepGraphOptions, 'products' | 'workspace'> {
  device: DeviceName
  /** Path and first letters of a profile of the runtime's own; none by default. */
  profile?: string
  /** What the layers' matrix products are computed in; by default float32. */
  precision?: RunConfig['precision']
  /** Decides dropout. */
  seed: number
  /** All axes, in sets of which one or another bounds every batch. */
  largest: readonly Bindings[]
  /** The fewest bytes of a value that gets memory of its own where the device `keepsTensors`. */
  minKept?: number
  /** All parameters. Those that are trained are copied, and not held on to. */
  weights: Feeds
  /** Gives the memory of what is copied back at once; what was given can be read no more then. */
  consume?: boolean
  /**
   * Where to continue from; by default from the start, with moments of zero. Where averages are kept,
   * `weights` are those averages.
   */
  resume?: OptimizerState
}

export interface OptimizerState {
  /** Updates made so far. */
  step: number
  /** Moments, and the parameters themselves where averages are kept, by their names in the graph. */
  tensors: Feeds
}

export interface StepResult {
  /** Before the update. */
  loss: number
  /** The loss of each target of each batch, in nats; none of a network that does not tell it. */
  nll: Float32Array[]
  /** Norm of the whole gradient before clipping; null without clipping. */
  gradientNorm: number | null
}

/** A model in training: its state, and what takes it one step further. */
export interface TrainingStep {
  readonly options: Omit<TrainingStepOptions, 'weights' | 'resume'>
  /** The session of the forward and backward pass. */
  readonly session: GraphSession
  /** Updates made so far. */
  readonly step: number
  /**
   * One update from the mean loss over all targets of the batches; more than one batch needs
   * `accumulate`.
   */
  run(batches: readonly NetworkBatch[], learningRate: number): Promise<StepResult>
  /** All parameters as they are now. Their memory is written to again by the steps that follow. */
  weights(): Promise<Record<string, HostTensor>>
  /** The parameters that the model is used with: their moving average, where there is one. */
  finalWeights(): Promise<Record<string, HostTensor>>
  /** As `finalWeights`, where the device's sessions read them; gone with the next step. */
  heldWeights(): Promise<MixedFeeds>
  /** What a checkpoint has to keep beside `finalWeights`, which are not repeated. */
  optimizerState(): Promise<OptimizerState>
  release(): Promise<void>
}
