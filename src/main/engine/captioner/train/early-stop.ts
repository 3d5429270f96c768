import type { RunConfig } from '../../../../shared/domain'
import type { CheckpointState } from './checkpoint'

/** What validations of a run have come to. */
export interface Standing {
  /**
   * The validation with the lowest loss so far; with self-critical training, which raises the loss,
   * the one with the highest reward.
   */
  best: { step: number; loss: number | null } | null
  /** Whether the run has gone on long enough without an improvement. */
  stop: boolean
}

type Judged = Pick<
  CheckpointState,
  'step' | 'epoch' | 'stepOfEpoch' | 'valLoss' | 'bleu' | 'reward'
>
type Settings = Pick<RunConfig, 'earlyStop' | 'patience' | 'selfCritical' | 'selfCriticalAfter'>

/** Judges the validations of a run so far, oldest first. */
export function judge(states: readonly Judged[], config: Settings): Standing {
  const { earlyStop, patience } = config
  const rewarded = config.selfCritical && states.some(({ reward }) => typeof reward === 'number')
  // So that more is better.
  const gain = ({ valLoss, reward }: Judged): number =>
    rewarded ? (reward ?? Number.NEGATIVE_INFINITY) : -(valLoss ?? Number.POSITIVE_INFINITY)
  let best: Judged | null = null
  for (const state of states) {
    if (gain(state) === Number.NEGATIVE_INFINITY) continue
    if (!best || gain(state) > gain(best)) best = state
  }
  const standing = best && { step: best.step, loss: best.valLoss }
  if (earlyStop === 'off') return { best: standing, stop: false }
  const counted = config.selfCritical ? states.filter((state) => isAfter(state, config)) : states
  const scores = counted.map((state) => (earlyStop === 'bleu' ? (state.bleu ?? 0) : gain(state)))
  const top = scores.indexOf(Math.max(...scores))
  return { best: standing, stop: scores.length - 1 - top >= patience }
}

/** Whether a validation came after self-critical steps. */
const isAfter = ({ epoch, stepOfEpoch }: Judged, { selfCriticalAfter }: Settings): boolean =>
  epoch > selfCriticalAfter || (epoch === selfCriticalAfter && stepOfEpoch > 0)
