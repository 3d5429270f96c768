import { corpusOf } from './corpus'
import { matchRows, sumMatches, type ByOrder, type NgramMatches } from './ngram-matches'
import { splitWords, type ScoredItem } from './words'

/** `none` takes words between white space; `13a` is the tokenizer of WMT's mteval-v13a. */
export type SacrebleuTokenizer = 'none' | '13a'

export interface Sacrebleu extends NgramMatches {
  /** BLEU-4, 0 to 100. */
  score: number
  /** Percent of each order's n-grams that match, after smoothing. */
  precisions: ByOrder
  brevityPenalty: number
}

/** Corpus BLEU as sacrebleu 2 computes it, with its default, exponential smoothing. */
export function corpusSacrebleu(
  items: readonly ScoredItem[],
  tokenizer: SacrebleuTokenizer = '13a'
): Sacrebleu {
  return score(matchAll(items, tokenizer), false)
}

/** sacrebleu's sentence BLEU: orders for which the hypothesis is too short are left out. */
export function sentenceSacrebleu(
  item: ScoredItem,
  tokenizer: SacrebleuTokenizer = '13a'
): Sacrebleu {
  return score(matchAll([item], tokenizer), true)
}

const matchAll = (items: readonly ScoredItem[], tokenizer: SacrebleuTokenizer): NgramMatches =>
  sumMatches(matchRows(corpusOf(items, tokenizer === '13a' ? split13a : splitWords)))

function score(matches: NgramMatches, effectiveOrder: boolean): Sacrebleu {
  const { correct, guess, hypothesisLength, referenceLength } = matches
  const brevityPenalty =
    hypothesisLength >= referenceLength
      ? 1
      : hypothesisLength > 0
        ? Math.exp(1 - referenceLength / hypothesisLength)
        : 0
  const precisions: ByOrder = [0, 0, 0, 0]
  const none = { ...matches, score: 0, precisions, brevityPenalty }
  if (correct.every((count) => count === 0)) return none

  let smoothing = 1
  let order = 0
  for (const [index, total] of guess.entries()) {
    if (total === 0) break
    order = index + 1
    const matched = correct[index] ?? 0
    if (matched === 0) smoothing *= 2
    precisions[index] = 100 * (matched === 0 ? 1 / (smoothing * total) : matched / total)
  }
  if (order < guess.length && !effectiveOrder) return none
  const logs = precisions.slice(0, order).map(Math.log)
  const geometricMean = Math.exp(logs.reduce((sum, log) => sum + log, 0) / order)
  return { ...matches, score: brevityPenalty * geometricMean, precisions, brevityPenalty }
}

const entities: readonly [string, string][] = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>']
]

/** mteval-v13a: punctuation set apart, but for points and commas inside numbers. */
function split13a(text: string): string[] {
  let line = text.trimEnd().replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ')
  for (const [entity, character] of entities) line = line.replaceAll(entity, character)
  return splitWords(
    ` ${line} `
      .replace(/([{-~[-` -&(-+:-@/])/gu, ' $1 ')
      .replace(/([^0-9])([.,])/gu, '$1 $2 ')
      .replace(/([.,])([^0-9])/gu, ' $1 $2')
      .replace(/([0-9])(-)/gu, '$1 $2 ')
  )
}
