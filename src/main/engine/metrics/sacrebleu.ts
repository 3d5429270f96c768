import { corpusOf } from './corpus'
import { matchRows, sumMatches } from './ngram-matches'
import { referencesOf, splitWords, type ScoredItem } from './words'

/** How sacrebleu 2.6 would state the settings that `corpusSacrebleu` counts by. */
export const sacrebleuSignature = (items: readonly ScoredItem[]): string =>
  `nrefs:${referencesOf(items)}|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0`

/**
 * Corpus BLEU-4, 0 to 100, as sacrebleu 2 computes it with its defaults (Post, 2018): the
 * tokenizer 13a of WMT's mteval, exponential smoothing.
 */
export function corpusSacrebleu(items: readonly ScoredItem[]): number {
  const { correct, guess, hypothesisLength, referenceLength } = sumMatches(
    matchRows(corpusOf(items, split13a))
  )
  // Without an n-gram of every order there is no geometric mean.
  if (correct.every((count) => count === 0) || guess.includes(0)) return 0
  let smoothing = 1
  const logs = guess.map((total, index) => {
    const matched = correct[index] ?? 0
    if (matched === 0) smoothing *= 2
    return Math.log(matched === 0 ? 1 / (smoothing * total) : matched / total)
  })
  const brevityPenalty = Math.exp(Math.min(0, 1 - referenceLength / hypothesisLength))
  return 100 * brevityPenalty * Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
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
