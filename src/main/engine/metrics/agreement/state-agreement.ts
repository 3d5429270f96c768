import type { Interval, StateAgreement } from '../../../../shared/domain'
import type { Judgement } from '../../../../shared/engine-protocol'
import { middle, type BootstrapDraws } from '../bootstrap'
import { nominalAlpha } from './krippendorff'
import { resample } from './resample'

/**
 * How alike people judge captions, by Krippendorff's alpha; its interval by resampling the captions. Of a
 * person's judgements of one unit the last one counts.
 */
export async function stateAgreement(
  judgements: readonly Omit<Judgement, 'kind'>[],
  draws: BootstrapDraws,
  yieldNow: () => Promise<void>
): Promise<StateAgreement> {
  const states = [...new Set(judgements.map(({ state }) => state))]
  const byUnit = new Map<string, Map<string, string>>()
  for (const { unit, person, state } of judgements) {
    const of = byUnit.get(unit) ?? new Map<string, string>()
    byUnit.set(unit, of.set(person, state))
  }
  const judged = [...byUnit.values()].filter(({ size }) => size > 1)
  const people = new Set(judged.flatMap((of) => [...of.keys()]))
  const units = judged.map((of) => {
    const given = [...of.values()]
    return states.map((state) => given.filter((other) => other === state).length)
  })
  const alpha = nominalAlpha(units)
  const interval = alpha === null ? null : await alphaInterval(units, draws, yieldNow)
  return { captions: units.length, people: people.size, alpha, interval }
}

/** Draws in which all judgements are of one value have no alpha, and are left out. */
async function alphaInterval(
  units: readonly (readonly number[])[],
  draws: BootstrapDraws,
  yieldNow: () => Promise<void>
): Promise<Interval | null> {
  const found: number[] = []
  await resample(units.length, draws, yieldNow, (times) => {
    const alpha = nominalAlpha(units, (unit) => times[unit] ?? 0)
    if (alpha !== null) found.push(alpha)
  })
  return found.length === 0 ? null : middle(Float64Array.from(found))
}
