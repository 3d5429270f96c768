import {
  interactionOf,
  interactions,
  occupationOf,
  occupations,
  type Activity
} from './world/activities'
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

const namedActivity = ({ rare = false, vi }: Activity): Named => ({
  rare,
  phrases: vi.map(aroundOther)
})

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
  ...names(occupations).map((name) => namedActivity(occupationOf(name))),
  ...names(interactions).map((name) => namedActivity(interactionOf(name)))
]

/** What no captioned training image shows. */
export const rare: readonly Named[] = nameable.filter((one) => one.rare)

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
  /** Things that no training image shows, as people name them: at most once an image. */
  mentioned: number
  /** Those that the model names too. */
  named: number
  /** Others that it names of images of which nobody says so. */
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
