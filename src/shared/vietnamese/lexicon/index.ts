import { COLLOCATIONS } from './collocations'
import { COMPOUNDS } from './compounds'
import { LAST_COMPOUNDS, MORE_COMPOUNDS } from './more-compounds'
import { KNOWN_ERRORS } from './known-errors'
import { BORROWED, BORROWED_WORDS, BOUND, COMMON, MOST_COMMON } from './syllables'

const words = (list: string): string[] => list.split(/\s+/).filter(Boolean)
const pairs = (list: string): [string, string][] =>
  list
    .split(/[,\n]/)
    .map((phrase) => phrase.trim().split(' '))
    .filter((phrase): phrase is [string, string] => phrase.length === 2)

/** Syllables by how common they are, the most common first; `bound` ones need their phrases. */
export const syllables = {
  most: words(MOST_COMMON),
  common: words(COMMON),
  bound: words(BOUND),
  borrowed: words(BORROWED)
} as const

/** Words of two syllables, and words that often stand side by side. */
export const phrases = {
  compounds: pairs([COMPOUNDS, MORE_COMPOUNDS, LAST_COMPOUNDS].join('\n')),
  collocations: pairs(COLLOCATIONS)
} as const

export const borrowedWords: ReadonlySet<string> = new Set(words(BORROWED_WORDS))

/** Wrong forms of two syllables, each with the right ones. */
export const knownErrors: readonly { wrong: [string, string]; right: [string, string] }[] =
  KNOWN_ERRORS.split(',').map((entry) => {
    const [wrong, right] = entry.split(':').map((side) => side.trim().split(' '))
    return { wrong: wrong as [string, string], right: right as [string, string] }
  })
