export type ScheduleKind = 'linear' | 'cosine' | 'constant'

export interface Schedule {
  kind: ScheduleKind
  /** Highest learning rate. */
  base: number
  warmupSteps: number
  totalSteps: number
}

/**
 * The learning rate of an update: a linear warm-up from zero, then down to zero at the last step
 * linearly or along half a cosine, or flat. These are transformers' `get_linear_`,
 * `get_cosine_schedule_with_warmup` and `get_constant_schedule_with_warmup`.
 *
 * @param step Updates made so far, from 0: the first update of a warm-up has rate 0.
 */
export function learningRate(
  step: number,
  { kind, base, warmupSteps, totalSteps }: Schedule
): number {
  if (step < warmupSteps) return (base * step) / warmupSteps
  const left = Math.max(0, (totalSteps - step) / Math.max(1, totalSteps - warmupSteps))
  if (kind === 'constant') return base
  return kind === 'linear' ? base * left : base * 0.5 * (1 + Math.cos(Math.PI * (1 - left)))
}
