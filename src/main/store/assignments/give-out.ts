import { RandomStream, shuffled } from '../../base/random'

/** Who can be given images. */
export interface Taker {
  name: string
  /** What they have already: who has least is given the next one. */
  load: number
  /** How many they may have in all; null for any number. */
  limit: number | null
}

/** An image to be given to a number of people, but to none of those who have or had it. */
export interface Slot {
  imageId: number
  people: number
  /** Whoever is given it is added: slots of one image share it. */
  not: Set<string>
}

/** An image of a person; of nobody where there was nobody left to give it to. */
export interface Given {
  imageId: number
  person: string | null
}

/**
 * Gives images to people, each to whoever has fewest by then, so that numbers differ by one at most where
 * nothing else forbids it. Who is first among equals is drawn: pairs of people who share images mix.
 * The same slots, takers and seed give the same. O(slots × takers).
 */
export function giveOut(
  slots: readonly Slot[],
  takers: readonly Taker[],
  seed: number,
  index = 0
): Given[] {
  const loads = takers.map(({ load }) => load)
  const given: Given[] = []
  for (const [at, { imageId, people, not }] of slots.entries()) {
    const order = shuffled(takers.length, seed, RandomStream.assignments, index + at + 1)
    for (let n = 0; n < people; n += 1) {
      let best = -1
      for (const place of order) {
        const taker = takers[place]
        const load = loads[place] ?? 0
        if (!taker || not.has(taker.name) || load >= (taker.limit ?? Infinity)) continue
        if (best < 0 || load < (loads[best] ?? 0)) best = place
      }
      const taker = takers[best]
      if (taker) {
        loads[best] = (loads[best] ?? 0) + 1
        not.add(taker.name)
      }
      given.push({ imageId, person: taker?.name ?? null })
    }
  }
  return given
}

/** How a list is split. */
export interface Split {
  people: readonly { name: string; images: number | null }[]
  /** How many images go to several people, null for all, and to how many, null for everybody. */
  overlap: { images: number | null; people: number | null }
  seed: number
}

/**
 * Splits images among people: first those that several people are to have, then the rest, one person
 * each. Which images are which is drawn by the seed. Where everybody has a number, images beyond the
 * numbers are left out.
 */
export function splitImages(
  imageIds: readonly number[],
  { people, overlap, seed }: Split
): Given[] {
  const order = shuffled(imageIds.length, seed, RandomStream.assignments, 0)
  const shared = Math.min(overlap.images ?? Infinity, imageIds.length)
  const each = Math.min(overlap.people ?? Infinity, people.length)
  const slots = order.map((place, at) => ({
    imageId: imageIds[place] ?? 0,
    people: at < shared ? each : 1,
    not: new Set<string>()
  }))
  const takers = people.map(({ name, images }) => ({ name, load: 0, limit: images }))
  return giveOut(slots, takers, seed).filter(({ person }) => person !== null)
}
