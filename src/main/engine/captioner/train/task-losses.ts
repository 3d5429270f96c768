import type { Batch } from '../../nn/batch'
import type { TaskExample } from './examples'

/**
 * The mean negative log-likelihood of a step's target tokens by task, in nats; null where a task is
 * not in it.
 *
 * @param nll For each batch that of its target tokens, [M].
 */
export function taskLosses(
  batches: readonly (readonly TaskExample[])[],
  laidOut: readonly Pick<Batch, 'owners'>[],
  nll: readonly Float32Array[]
): { lossCaptions: number | null; lossPairs: number | null } {
  const sums = { caption: 0, pair: 0 }
  const counts = { caption: 0, pair: 0 }
  laidOut.forEach(({ owners }, batch) => {
    owners.forEach((owner, target) => {
      const kind = batches[batch]?.[owner]?.kind
      if (!kind) return
      sums[kind] += nll[batch]?.[target] ?? 0
      counts[kind]++
    })
  })
  return {
    lossCaptions: counts.caption > 0 ? sums.caption / counts.caption : null,
    lossPairs: counts.pair > 0 ? sums.pair / counts.pair : null
  }
}
