import { GraphStep } from './graph-step'
import { InPlaceStep } from './in-place-step'
import type { TrainingStep, TrainingStepOptions } from './training-step'

/**
 * The fitting kind of step: on the CPU the state is updated in place by kernels of our own; on
 * another device, or where the state is larger than the kernels' memory can be, the update is part
 * of the graph.
 */
export function createTrainingStep(options: TrainingStepOptions): Promise<TrainingStep> {
  return options.device === 'cpu' && options.precision !== 'float16' && InPlaceStep.fits(options)
    ? InPlaceStep.create(options)
    : GraphStep.create(options)
}
