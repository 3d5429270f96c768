import { exactText, foldText } from './fold'
import { phrases, syllables } from './lexicon'
import { placedWords } from './words'

/**
 * Times that words of the shipped lists count as seen, by how common they are: by themselves not
 * enough in a text that has accents.
 */
const LISTED_TIMES = { most: 9, common: 2 } as const
const LISTED_TOGETHER = 3

/** A written form is what people mean from this share of its occurrences on. */
const RARE = 0.02
/** A word is judged when the texts have it this often. */
const ENOUGH = 20

/**
 * Which accents words bear, learned from captions: how often each form of a word was written, and
 * which forms stand side by side. Knows when a word has lost its accents and which they were.
 */
export class AccentModel {
  /** By folded word: times of each form in lower case. */
  readonly #forms = new Map<string, Map<string, number>>()
  readonly #neighbours = new Map<string, number>()
  /** By folded word: times in the texts, whatever the form. */
  readonly #seen = new Map<string, number>()
  readonly #listed = new Set<string>()

  constructor() {
    for (const level of ['most', 'common'] as const) {
      for (const word of syllables[level]) this.#count(word, LISTED_TIMES[level])
    }
    for (const word of syllables.borrowed) this.#count(word, LISTED_TIMES.common)
    for (const [one, other] of [...phrases.compounds, ...phrases.collocations]) {
      for (const word of [one, other]) if (this.times(word) === 0) this.#count(word, 1)
      this.#listed.add(`${one} ${other}`)
    }
  }

  /** Learns from a text as people wrote it. */
  add(text: string): void {
    const words = placedWords(exactText(text)).map((word) => word.text)
    // A text without any accent teaches the very mistake.
    if (words.length > 2 && words.every((word) => word === foldText(word))) return
    let before = ''
    for (const word of words) {
      this.#count(word, 1)
      const folded = foldText(word)
      this.#seen.set(folded, (this.#seen.get(folded) ?? 0) + 1)
      const key = `${before} ${word}`
      this.#neighbours.set(key, (this.#neighbours.get(key) ?? 0) + 1)
      before = word
    }
  }

  #count(word: string, times: number): void {
    const folded = foldText(word)
    const forms = this.#forms.get(folded) ?? new Map<string, number>()
    forms.set(word, (forms.get(word) ?? 0) + times)
    this.#forms.set(folded, forms)
  }

  /** How often a word was seen in this very form. */
  times(word: string): number {
    const exact = exactText(word)
    return this.#forms.get(foldText(exact))?.get(exact) ?? 0
  }

  /** How often the texts have two words side by side. */
  timesTogether(word: string, next: string): number {
    return this.#neighbours.get(`${exactText(word)} ${exactText(next)}`) ?? 0
  }

  /**
   * The words of a text with the accents that each unaccented one most likely had: the chain of
   * forms whose product of relative frequencies, of each form and of each pair side by side, is
   * greatest. Null stands for a word that is to stay as it is. In a text with accents only words
   * that hardly ever go without are given any.
   */
  restore(words: readonly string[]): (string | null)[] {
    const exact = words.map(exactText)
    const bare = exact.length > 2 && exact.every((word) => word === foldText(word))
    const choices = exact.map((word) => this.#choices(word, bare))
    const chain = this.#likeliest(choices)
    return chain.map((form, index) => (form === exact[index] ? null : form))
  }

  #choices(word: string, bare: boolean): Map<string, number> {
    const asItIs = new Map([[word, 1]])
    const forms = word === foldText(word) ? this.#forms.get(word) : undefined
    if (!forms) return asItIs
    const total = [...forms.values()].reduce((sum, times) => sum + times, 0)
    const without = forms.get(word) ?? 0
    const seen = this.#seen.get(word) ?? 0
    if (!bare && (seen < ENOUGH || without > total * RARE)) return asItIs
    return new Map(
      [...forms]
        .filter(([form]) => bare || form !== word)
        .map(([form, times]) => [form, times / total])
    )
  }

  /** Viterbi's algorithm over the forms of each word; a path holds the one that it goes on from. */
  #likeliest(choices: readonly ReadonlyMap<string, number>[]): string[] {
    let paths = new Map<string, Path>([['', { form: '', score: 0, from: null }]])
    for (const forms of choices) {
      const next = new Map<string, Path>()
      for (const [form, share] of forms) {
        for (const [before, path] of paths) {
          const key = `${before} ${form}`
          const listed = this.#listed.has(key) ? LISTED_TOGETHER : 0
          const together = (this.#neighbours.get(key) ?? 0) + listed
          const seen = before === '' ? 0 : this.times(before)
          const score = path.score + Math.log(share) + Math.log((together + 0.1) / (seen + 1))
          if (score > (next.get(form)?.score ?? -Infinity)) {
            next.set(form, { form, score, from: path })
          }
        }
      }
      paths = next
    }
    const [best] = [...paths.values()].sort((a, b) => b.score - a.score)
    const words: string[] = []
    for (let path = best; path?.from; path = path.from) words.push(path.form)
    return words.reverse()
  }
}

/** Words from the first to `form`, last to first. */
interface Path {
  form: string
  score: number
  from: Path | null
}
