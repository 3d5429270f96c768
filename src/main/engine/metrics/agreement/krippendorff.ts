/** How many people gave a unit each value: [values], beside other units' lists. */
export type UnitCounts = readonly number[]

/**
 * Krippendorff's alpha for nominal data (Krippendorff, "Computing Krippendorff's Alpha-Reliability",
 * 2011): 1 − D_o / D_e, with the observed disagreement D_o = Σ_u Σ_{c≠k} n_uc · n_uk / (n_u − 1) / n and
 * the expected one D_e = Σ_{c≠k} n_c · n_k / (n · (n − 1)). Any number of people, who may each have
 * judged some of the units alone; units that fewer than two have judged do not count.
 *
 * @param times How often each unit counts; once by default.
 * @returns Null where no unit was judged twice, or where all judgements are of one value.
 */
export function nominalAlpha(
  units: readonly UnitCounts[],
  times: (unit: number) => number = () => 1
): number | null {
  const totals: number[] = []
  let judgements = 0
  let observed = 0
  units.forEach((counts, unit) => {
    const people = sum(counts)
    const weight = times(unit)
    if (people < 2 || weight === 0) return
    judgements += weight * people
    observed += (weight * disagreeing(counts)) / (people - 1)
    counts.forEach((count, value) => (totals[value] = (totals[value] ?? 0) + weight * count))
  })
  const expected = judgements > 1 ? disagreeing(totals) / (judgements - 1) : 0
  return expected === 0 ? null : 1 - observed / expected
}

/** Σ over c ≠ k of n_c · n_k. */
const disagreeing = (counts: readonly number[]): number =>
  sum(counts) ** 2 - sum(counts.map((count) => count ** 2))

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + (value || 0), 0)
