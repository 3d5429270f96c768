/**
 * Exponential moving average of a curve, with the bias of its beginning taken out as in Adam.
 *
 * @param weight Share of the past, 0 to below 1; 0 leaves the curve as it is.
 */
export function smooth(values: readonly number[], weight: number): number[] {
  let mean = 0
  let power = 1
  return values.map((value) => {
    mean = weight * mean + (1 - weight) * value
    power *= weight
    return mean / (1 - power)
  })
}
