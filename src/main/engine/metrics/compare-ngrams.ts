import type { Corpus } from './corpus'
import { longerNgrams, wordNumbers, type NgramNumbers } from './ngram-numbers'

/** N-gram orders that BLEU and CIDEr-D look at: 1 to 4. */
export const ORDERS = 4

/** What the n-grams of each hypothesis have in common with its references. */
export interface NgramComparison {
  /**
   * [items, 4]: n-grams of the hypothesis that a reference has, each no more often than in one
   * reference; for orders 1 to 4.
   */
  correct: Int32Array
  /** Beside `corpus.starts`: for each reference the mean over the orders of CIDEr-D's clipped cosine. */
  cosines: Float64Array
}

/** Compares the n-grams of all hypotheses with their references, one order after the other. */
export function compareNgrams(corpus: Corpus): NgramComparison {
  const correct = new Int32Array(ORDERS * corpus.items)
  const cosines = new Float64Array(corpus.starts.length)
  let ngrams = wordNumbers(corpus)
  for (;;) {
    compareOrder(corpus, ngrams, correct, cosines)
    if (ngrams.order === ORDERS) return { correct, cosines }
    ngrams = longerNgrams(corpus, ngrams)
  }
}

/** What is kept of each n-gram, side by side, so that it is met in one line of the cache. */
const WIDTH = 4
/** Items whose references have it. */
const DOCUMENTS = 0
/** How often it is in the present hypothesis, and in the present reference. */
const HERE = 1
const THERE = 2
/** The most that one reference of the present item has of it, as far as the hypothesis has it. */
const MATCHED = 3

function compareOrder(
  corpus: Corpus,
  ngrams: NgramNumbers,
  correct: Int32Array,
  cosines: Float64Array
): void {
  const { items, starts, firsts } = corpus
  const { at, order } = ngrams
  const kept = countDocuments(corpus, ngrams)
  const idf = inverseDocumentFrequencies(items)
  const get = (ngram: number, what: number): number => kept[WIDTH * ngram + what] ?? 0
  const set = (ngram: number, what: number, value: number): void => {
    kept[WIDTH * ngram + what] = value
  }
  const weightOf = (ngram: number): number => idf[get(ngram, DOCUMENTS)] ?? 0

  for (let item = 0; item < items; item++) {
    const hypothesis = firsts[item] ?? 0
    const from = starts[hypothesis] ?? 0
    const to = (starts[hypothesis + 1] ?? 0) - order + 1
    for (let place = from; place < to; place++) {
      const ngram = at[place] ?? 0
      set(ngram, HERE, get(ngram, HERE) + 1)
    }
    let squares = 0
    for (let place = from; place < to; place++) {
      // Σ over places of count · weight² is Σ over n-grams of (count · weight)².
      const ngram = at[place] ?? 0
      squares += get(ngram, HERE) * weightOf(ngram) ** 2
    }
    const norm = Math.sqrt(squares)

    const behind = firsts[item + 1] ?? 0
    for (let text = hypothesis + 1; text < behind; text++) {
      const start = starts[text] ?? 0
      const end = (starts[text + 1] ?? 0) - order + 1
      for (let place = start; place < end; place++) {
        const ngram = at[place] ?? 0
        set(ngram, THERE, get(ngram, THERE) + 1)
      }
      let otherSquares = 0
      let product = 0
      for (let place = start; place < end; place++) {
        const ngram = at[place] ?? 0
        const there = get(ngram, THERE)
        if (there === 0) continue
        set(ngram, THERE, 0)
        const weight = weightOf(ngram)
        otherSquares += (there * weight) ** 2
        const common = Math.min(get(ngram, HERE), there)
        if (common === 0) continue
        if (common > get(ngram, MATCHED)) set(ngram, MATCHED, common)
        product += common * there * weight ** 2
      }
      if (norm > 0 && otherSquares > 0) {
        cosines[text] = (cosines[text] ?? 0) + product / (norm * Math.sqrt(otherSquares)) / ORDERS
      }
    }

    let matches = 0
    for (let place = from; place < to; place++) {
      const ngram = at[place] ?? 0
      matches += get(ngram, MATCHED)
      set(ngram, MATCHED, 0)
      set(ngram, HERE, 0)
    }
    correct[ORDERS * item + order - 1] = matches
  }
}

/** [ngrams, WIDTH] with the documents of each n-gram; a document is the references of one item. */
function countDocuments(
  { items, starts, firsts }: Corpus,
  { at, count }: NgramNumbers
): Int32Array {
  const kept = new Int32Array(WIDTH * count)
  // Until it is done, HERE holds the item that an n-gram was met in last, counted from 1.
  for (let item = 0; item < items; item++) {
    const from = starts[(firsts[item] ?? 0) + 1] ?? 0
    const to = starts[firsts[item + 1] ?? 0] ?? 0
    for (let place = from; place < to; place++) {
      const start = WIDTH * (at[place] ?? 0)
      if (start < 0 || kept[start + HERE] === item + 1) continue
      kept[start + HERE] = item + 1
      kept[start + DOCUMENTS] = (kept[start + DOCUMENTS] ?? 0) + 1
    }
  }
  for (let start = 0; start < kept.length; start += WIDTH) kept[start + HERE] = 0
  return kept
}

/** By number of documents: ln(items) − ln(max(1, documents)). */
const inverseDocumentFrequencies = (items: number): Float64Array =>
  Float64Array.from(
    { length: items + 1 },
    (_, documents) => Math.log(items) - Math.log(Math.max(1, documents))
  )
