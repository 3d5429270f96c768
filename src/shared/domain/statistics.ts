import * as v from 'valibot'

/** How many of something there are, by name. */
const Counts = v.array(v.object({ name: v.string(), count: v.number() }))

/** How the work on a library stands, in figures. */
export const LibraryStatistics = v.object({
  /** Images by state, and of each split by state. */
  states: Counts,
  splits: v.array(v.object({ split: v.string(), states: Counts })),
  /** Captions by who wrote them. */
  sources: Counts,
  /**
   * What each person has written of the present texts, how many of these are accepted and rejected,
   * and how many texts they accepted or rejected themselves; who wrote most comes first.
   */
  people: v.array(
    v.object({
      name: v.string(),
      written: v.number(),
      accepted: v.number(),
      rejected: v.number(),
      reviewed: v.number()
    })
  ),
  /** What people did on each day, in the order of days: `2026-01-31`. Days without work are absent. */
  days: v.array(v.object({ day: v.string(), changed: v.number(), accepted: v.number() })),
  /** Captions by their length in words. */
  lengths: v.array(v.object({ words: v.number(), count: v.number() }))
})
export type LibraryStatistics = v.InferOutput<typeof LibraryStatistics>

/** The words of all captions, in lower case. */
export const Vocabulary = v.object({
  /** Different words, and how often any was written. */
  words: v.number(),
  written: v.number(),
  /** Words that were written only once. */
  once: v.number(),
  /** The most frequent ones: how often, and in how many images. */
  frequent: v.array(v.object({ word: v.string(), times: v.number(), images: v.number() }))
})
export type Vocabulary = v.InferOutput<typeof Vocabulary>
