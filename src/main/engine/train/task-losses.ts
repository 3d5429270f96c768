import type { TaskExample } from './examples'

/**
 * The mean loss of a batch's target tokens by task, in nats; null where a task is not in it.
 *
 * @param owners For each target token the number of its example, [M].
 * @param nll Negative log-likelihood of each target token, [M].
 */
export function taskLosses(
  examples: readonly TaskExample[],
  owners: readonly number[],
  nll: Float32Array
): { lossCaptions: number | null; lossPairs: number | null } {
  const sums = { caption: 0, pair: 0 }
  const counts = { caption: 0, pair: 0 }
  owners.forEach((owner, target) => {
    const kind = examples[owner]?.kind
    if (!kind) return
    sums[kind] += nll[target] ?? 0
    counts[kind]++
  })
  return {
    lossCaptions: counts.caption > 0 ? sums.caption / counts.caption : null,
    lossPairs: counts.pair > 0 ? sums.pair / counts.pair : null
  }
}
