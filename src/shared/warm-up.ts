import type { RunConfig } from './domain/run-config'

/**
 * Steps over which the learning rate of a run rises: `warmupSteps`, but where `warmupShare` is set
 * not more than that share of the whole run.
 *
 * @param totalSteps Optimizer steps of the whole run.
 */
export function warmUpSteps(
  { warmupSteps, warmupShare }: Pick<RunConfig, 'warmupSteps' | 'warmupShare'>,
  totalSteps: number
): number {
  if (warmupShare === 0) return warmupSteps
  return Math.min(warmupSteps, Math.round(warmupShare * totalSteps))
}
