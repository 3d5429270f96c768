/** Words of one area of the window: a tree of messages. */
export interface Words {
  readonly [key: string]: string | Words
}

/** The same keys with any wording: what a translation of `T` has to be. */
export type SameKeys<T extends Words> = {
  readonly [K in keyof T]: T[K] extends Words ? SameKeys<T[K]> : string
}

/**
 * English and Vietnamese side by side. A key missing in one of them, or one too many, does not
 * compile. `{n}` is a number written for the reader; `a | b` chooses singular and plural by it.
 */
export const defineWords = <const T extends Words>(words: { en: T; vi: SameKeys<T> }) => words
