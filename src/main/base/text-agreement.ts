import { characterNgrams, chrfOf, compareCharacters } from './chrf'

/** A caption and who wrote it. */
export interface PersonText {
  person: string
  text: string
}

/** How alike two texts are, by their places in a list; the same whichever comes first. */
export type Likeness = (one: number, other: number) => number

/** Two people and how alike what they wrote is. */
export interface PairValue {
  first: string
  second: string
  value: number
}

/**
 * chrF2 of any two of some texts, 0 to 100 (Popović, 2015). Neither is the reference of the other, so
 * it is the mean of both directions.
 */
export function chrfLikeness(texts: readonly string[]): Likeness {
  const counts = texts.map(characterNgrams)
  const score = (hypothesis: number, reference: number): number =>
    chrfOf(compareCharacters(counts[hypothesis] ?? [], counts[reference] ?? []))
  return (one, other) => (score(one, other) + score(other, one)) / 2
}

/**
 * How alike the captions of each two people are: the mean over all pairs of a caption of one and a
 * caption of the other. Pairs are in the order in which their people come.
 */
export function pairValues(captions: readonly PersonText[], likeness: Likeness): PairValue[] {
  const people = [...new Set(captions.map(({ person }) => person))]
  const places = people.map((name) =>
    captions.flatMap(({ person }, place) => (person === name ? [place] : []))
  )
  const pairs: PairValue[] = []
  for (const [i, first] of people.entries()) {
    for (const [j, second] of people.entries()) {
      if (j <= i) continue
      const [ones, others] = [places[i] ?? [], places[j] ?? []]
      const values = ones.flatMap((one) => others.map((other) => likeness(one, other)))
      pairs.push({ first, second, value: mean(values) })
    }
  }
  return pairs
}

/**
 * How alike the captions of different people are, 0 to 1: chrF2 / 100, mean over the pairs of people.
 * Null for fewer than two people.
 */
export function textAgreement(captions: readonly PersonText[]): number | null {
  const pairs = pairValues(captions, chrfLikeness(captions.map(({ text }) => text)))
  return pairs.length === 0 ? null : mean(pairs.map(({ value }) => value)) / 100
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
