import { floatData, floats, type HostTensor } from '../../tensor/tensor'

/**
 * Dynamic loss scaling (Micikevicius et al., 2018), as torch.amp.GradScaler has it: the loss is
 * multiplied by `scale`, so that small gradients are not lost in half precision, and the gradients
 * are divided by it again.
 */
export interface LossScale {
  /** A power of two. */
  readonly scale: number
  /** Steps without an overflow since the scale last changed. */
  readonly goodSteps: number
}

const FIRST_SCALE = 2 ** 16
/** Further up float32 itself would overflow. */
const LARGEST_SCALE = 2 ** 24
/** torch.amp.GradScaler's `growth_interval`. */
export const STEPS_TO_GROW = 2000

const firstLossScale: LossScale = { scale: FIRST_SCALE, goodSteps: 0 }

export function afterGoodStep({ scale, goodSteps }: LossScale): LossScale {
  return goodSteps + 1 < STEPS_TO_GROW
    ? { scale, goodSteps: goodSteps + 1 }
    : { scale: Math.min(LARGEST_SCALE, scale * 2), goodSteps: 0 }
}

/** Null where the loss is not scaled up at all any more: the overflow has another cause. */
export function afterOverflow({ scale }: LossScale): LossScale | null {
  return scale > 1 ? { scale: scale / 2, goodSteps: 0 } : null
}

/** Name of the tensor that a checkpoint keeps it in. */
export const LOSS_SCALE = 'loss-scale'

export const lossScaleTensor = ({ scale, goodSteps }: LossScale): HostTensor =>
  floats(Float32Array.of(scale, goodSteps), [2])

export function readLossScale(tensor: HostTensor | undefined): LossScale {
  const [scale, goodSteps] = tensor ? floatData(tensor) : []
  return scale === undefined || goodSteps === undefined ? firstLossScale : { scale, goodSteps }
}
