/**
 * Linear warm-up, then linear to zero (transformers' `get_linear_schedule_with_warmup`).
 *
 * @param step Updates made so far, from 0: the first update of a warm-up has rate 0.
 */
export function linearSchedule(
  step: number,
  { base, warmupSteps, totalSteps }: { base: number; warmupSteps: number; totalSteps: number }
): number {
  if (step < warmupSteps) return (base * step) / warmupSteps
  return base * Math.max(0, (totalSteps - step) / Math.max(1, totalSteps - warmupSteps))
}
