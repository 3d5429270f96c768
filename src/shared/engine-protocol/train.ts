import type { DeviceChoice, DeviceName } from '../device-name'
import type { BatchSplit } from '../domain'

export type TrainEvent =
  | {
      type: 'started'
      device: DeviceName
      /** Steps taken before, where the run continues from a checkpoint. */
      step: number
      totalSteps: number
      stepsPerEpoch: number
      /** Examples left out, by reason. */
      dropped: Record<string, number>
    }
  | {
      type: 'step'
      step: number
      epoch: number
      /** In self-critical training it only has the right gradient, and tells no progress. */
      loss: number
      /** Mean rewards of sampled and of greedy captions; absent in ordinary training. */
      rewards?: { sample: number; greedy: number }
      lossCaptions: number | null
      lossPairs: number | null
      learningRate: number
      /** Of the whole gradient before clipping; null without clipping. */
      gradientNorm: number | null
      examplesPerSecond: number
      /** Target tokens. */
      tokensPerSecond: number
      /** Memory of the engine process on the host. */
      memoryBytes: number
    }
  /** Memory ran out in this step: from it on each batch is taken in so many parts. */
  | ({ type: 'split' } & Pick<BatchSplit, 'step' | 'parts'>)
  | {
      type: 'validation'
      step: number
      epoch: number
      loss: number | null
      lossPairs: number | null
      /** Mean reward of the validation captions; none without self-critical training or images. */
      reward?: number | null
      /** BLEU-1 to BLEU-4 of the validation captions, 0 to 1; null without validation images. */
      bleu: [number, number, number, number] | null
    }
  | {
      type: 'sample'
      step: number
      epoch: number
      imageId: number
      imageName: string
      text: string
      references: string[]
    }
  | {
      type: 'checkpoint'
      step: number
      epoch: number
      valLoss: number | null
      bleu: number | null
      bytes: number
      best: boolean
      /** Inside the run's folder. */
      path: string
    }

/** Trains on a frozen run folder. */
export interface TrainTask {
  train: {
    input: { runDir: string; device: DeviceChoice }
    event: TrainEvent
    output: { steps: number; bestStep: number | null; bestValLoss: number | null }
  }
}
