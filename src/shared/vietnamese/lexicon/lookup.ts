import { foldText } from '../fold'
import { knownErrors, phrases, syllables } from '.'
import { canonical, endKey, soundKey } from './sounds'

/** How common a syllable is; `bound` ones are right in their phrases alone. */
export type Level = 'most' | 'common' | 'phrase' | 'bound'

/** One of two words that stand side by side, with the form in which it is written. */
interface Neighbour {
  written: string
  /** Whether the two are one word. */
  compound: boolean
}

interface KnownError {
  wrong: [string, string]
  right: readonly [string, string]
}

type Neighbours = ReadonlyMap<string, Neighbour>
const none: Neighbours = new Map()

/** The shipped lists, looked up by canonical forms. */
class Lexicon {
  readonly levels = new Map<string, Level>()
  readonly #written = new Map<string, string>()
  readonly #behind = new Map<string, Map<string, Neighbour>>()
  readonly #before = new Map<string, Map<string, Neighbour>>()
  readonly #byFold = new Map<string, string[]>()
  readonly #bySound = new Map<string, string[]>()
  readonly #byEnd = new Map<string, string[]>()
  readonly #errors = new Map<string, KnownError[]>()
  readonly #compoundsBySound = new Map<string, [string, string][]>()

  constructor() {
    // Phrases say which of i and y a word is written with.
    for (const written of phrases.compounds.flat()) {
      if (!this.#written.has(canonical(written))) this.#written.set(canonical(written), written)
    }
    this.#addWords(syllables.bound, 'bound')
    this.#addWords(syllables.most, 'most')
    this.#addWords(syllables.common, 'common')
    this.#addWords(syllables.borrowed, 'common')
    for (const pair of phrases.compounds) this.#addPair(pair, true)
    for (const { wrong, right } of knownErrors) {
      append(this.#errors, wrong.map((word) => soundKey(word)).join(' '), {
        wrong: wrong.map(canonical) as [string, string],
        right
      })
    }
    for (const pair of phrases.collocations) this.#addPair(pair, false)
  }

  /** The known syllables of the same bare letters. */
  ofFold = (fold: string): readonly string[] => this.#byFold.get(fold) ?? []
  /** The known syllables of nearly the same sound. */
  ofSound = (key: string | null): readonly string[] => (key && this.#bySound.get(key)) || []
  /** Those that differ in n and ng or t and c at their end. */
  ofEnd = (key: string | null): readonly string[] => (key && this.#byEnd.get(key)) || []
  /** Words of two syllables that sound like these two. */
  compoundsOfSound = (one: string | null, other: string | null): readonly [string, string][] =>
    this.#compoundsBySound.get(`${one} ${other}`) ?? []
  /** What is meant by two words that are a well-known error, or that sound like one. */
  meantBy = (one: string, other: string): readonly [string, string] | null => {
    const errors = this.#errors.get(`${soundKey(one)} ${soundKey(other)}`) ?? []
    const same = errors.find(({ wrong }) => wrong[0] === one && wrong[1] === other)
    // One that only sounds like the error: at least one of the two must be no word.
    const real = this.levels.has(one) && this.levels.has(other)
    return (same ?? (real ? undefined : errors[0]))?.right ?? null
  }
  behind = (word: string | null): Neighbours => (word && this.#behind.get(word)) || none
  before = (word: string | null): Neighbours => (word && this.#before.get(word)) || none
  pair = (one: string | null, other: string | null): Neighbour | undefined =>
    other === null ? undefined : this.behind(one).get(other)
  /** The form in which a syllable is written. */
  written = (word: string): string => this.#written.get(word) ?? word

  /** Bare forms, for looking through those that are near. */
  folds = (): string[] => [...this.#byFold.keys()]

  #addWords(words: readonly string[], level: Level): void {
    for (const written of words) this.#addWord(canonical(written), written, level)
  }

  #addWord(word: string, written: string, level: Level): void {
    if (this.levels.has(word)) return
    this.levels.set(word, level)
    if (!this.#written.has(word)) this.#written.set(word, written)
    append(this.#byFold, foldText(word), word)
    const key = soundKey(word)
    if (key !== null) append(this.#bySound, key, word)
    const end = endKey(word)
    if (end !== null) append(this.#byEnd, end, word)
  }

  #addPair(written: readonly [string, string], compound: boolean): void {
    const pair = [canonical(written[0]), canonical(written[1])] as [string, string]
    pair.forEach((word, at) => this.#addWord(word, written[at] ?? word, 'phrase'))
    if (this.pair(...pair)) return
    put(this.#behind, pair[0], pair[1], { written: written[1], compound })
    put(this.#before, pair[1], pair[0], { written: written[0], compound })
    if (compound) append(this.#compoundsBySound, `${soundKey(pair[0])} ${soundKey(pair[1])}`, pair)
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
function put<T>(maps: Map<string, Map<string, T>>, key: string, inner: string, value: T): void {
  const map = maps.get(key)
  if (map) map.set(inner, value)
  else maps.set(key, new Map([[inner, value]]))
}

let made: Lexicon | null = null
/** Made when it is first asked for: it takes some milliseconds. */
export const lexicon = (): Lexicon => (made ??= new Lexicon())
