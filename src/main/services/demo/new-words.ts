import { dealingOf, dealings, workingOf, workings, type Doing } from './world/doings'
import { placeOf, places, propOf, props } from './world/places'
import { things, thingOf } from './world/things'

/** Something that a caption may name, by its Vietnamese phrases. */
interface Named {
  rare: boolean
  phrases: readonly string[]
}

const names = <K extends string>(table: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(table) as K[]

const PREPOSITION = /^(ở|trong|tại|trên|ngoài|trước) /

/** The longest piece of a phrase beside the other person. */
const aroundOther = (phrase: string): string =>
  phrase
    .split('{o}')
    .map((piece) => piece.trim())
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest))

const doing = ({ rare = false, vi }: Doing): Named => ({ rare, phrases: vi.map(aroundOther) })

const nameable: readonly Named[] = [
  ...names(things).map((name): Named => {
    const { rare = false, vi } = thingOf(name)
    return { rare, phrases: vi }
  }),
  ...names(props).map((name): Named => {
    const { rare = false, vi } = propOf(name)
    return { rare, phrases: vi }
  }),
  ...names(places).map((name): Named => {
    const { rare = false, vi } = placeOf(name)
    return { rare, phrases: vi.map((phrase) => phrase.replace(PREPOSITION, '')) }
  }),
  ...names(workings).map((name) => doing(workingOf(name))),
  ...names(dealings).map((name) => doing(dealingOf(name)))
]

/** What no captioned training picture shows. */
const rare = nameable.filter((one) => one.rare)
/** All phrases for that. */
export const rarePhrases: readonly string[] = rare.flatMap(({ phrases }) => phrases)

const commonPhrases = nameable.filter((one) => !one.rare).flatMap(({ phrases }) => phrases)

const isNamed = (text: string, phrase: string): boolean =>
  new RegExp(`(?<!\\p{L})${phrase}(?!\\p{L})`, 'u').test(text)

/** Which of `rare` a text names. Common phrases go first: a car, `chiếc ô tô`, is no umbrella. */
function rareIn(text: string): Set<Named> {
  const rest = commonPhrases.reduce((left, phrase) => left.replaceAll(phrase, '|'), text)
  return new Set(rare.filter(({ phrases }) => phrases.some((phrase) => isNamed(rest, phrase))))
}

/** How often a model finds the words that only the sentence pairs can have taught it. */
export interface NewWords {
  /** Things that no training picture shows, as people name them: at most once a picture. */
  mentioned: number
  /** Those that the model names too. */
  named: number
  /** Others that it names of pictures of which nobody says so. */
  elsewhere: number
}

/** Counts the new words of captions by a model beside those by people. */
export function countNewWords(
  items: readonly { text: string; references: readonly string[] }[]
): NewWords {
  const counts = { mentioned: 0, named: 0, elsewhere: 0 }
  for (const { text, references } of items) {
    const wanted = rareIn(references.join('\n').toLowerCase())
    const found = rareIn(text.toLowerCase())
    const named = [...wanted].filter((one) => found.has(one)).length
    counts.mentioned += wanted.size
    counts.named += named
    counts.elsewhere += found.size - named
  }
  return counts
}
