import type { Scores } from '../../../shared/domain'
import { bleuOf } from './bleu'
import type { ItemRows } from './bootstrap'
import { ciderSentences } from './cider-d'
import { compareNgrams } from './compare-ngrams'
import type { Corpus } from './corpus'
import { matchRows, sumMatches } from './ngram-matches'
import { rougeSentences } from './rouge-l'

export interface CorpusScores {
  rows: ItemRows
  figures: Omit<Scores, 'intervals' | 'profile'>
}

/** All metrics of a corpus, and what they are of each item. */
export function scoreCorpus(corpus: Corpus): CorpusScores {
  const comparison = compareNgrams(corpus)
  const rows: ItemRows = {
    matches: matchRows(corpus, comparison),
    rougeL: rougeSentences(corpus),
    ciderD: ciderSentences(corpus, comparison)
  }
  const { bleu, average } = bleuOf(sumMatches(rows.matches))
  const { items, firsts } = corpus
  const figures = {
    items,
    references: (firsts[items] ?? 0) - items,
    bleu,
    bleuAverage: average,
    rougeL: meanOf(rows.rougeL),
    ciderD: meanOf(rows.ciderD)
  }
  return { rows, figures }
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
