import type { RunConfig } from '../../../../shared/domain'
import type { CheckpointState } from './checkpoint'

/** What validations of a run have come to. */
export interface Standing {
  /** Lowest validation loss so far, and the step it was read at. */
  best: { step: number; loss: number } | null
  /** Whether the run has gone on long enough without an improvement. */
  stop: boolean
}

/** Judges the validations of a run so far, oldest first. */
export function judge(
  states: readonly Pick<CheckpointState, 'step' | 'valLoss' | 'bleu'>[],
  { earlyStop, patience }: Pick<RunConfig, 'earlyStop' | 'patience'>
): Standing {
  let best: Standing['best'] = null
  for (const { step, valLoss } of states) {
    if (valLoss !== null && (!best || valLoss < best.loss)) best = { step, loss: valLoss }
  }
  if (earlyStop === 'off') return { best, stop: false }
  // Both so that more is better.
  const scores = states.map(({ valLoss, bleu }) =>
    earlyStop === 'bleu' ? (bleu ?? 0) : -(valLoss ?? Number.POSITIVE_INFINITY)
  )
  const top = scores.indexOf(Math.max(...scores))
  return { best, stop: scores.length - 1 - top >= patience }
}
