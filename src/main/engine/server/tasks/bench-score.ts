import type { BenchScoreReport } from '../../../../shared/engine-protocol/bench'
import { benchCaptions } from '../bench/score-work'
import { summarize } from '../bench/timing'
import { bleuOf } from '../../metrics/bleu'
import { bootstrapIntervals } from '../../metrics/bootstrap'
import { ciderSentences } from '../../metrics/cider-d'
import { compareNgrams } from '../../metrics/compare-ngrams'
import { corpusOf } from '../../metrics/corpus'
import { matchRows, sumMatches } from '../../metrics/ngram-matches'
import { rougeSentences } from '../../metrics/rouge-l'
import { scoreCorpus } from '../../metrics/score-corpus'
import type { TaskFunction } from './task'

type Work = BenchScoreReport['cases'][number]['work']

/** Times the metrics on made-up captions, as the scoring task computes them. */
export const benchScore: TaskFunction<'benchScore'> = async (input, { yieldNow }) => {
  const captions = [...benchCaptions(input.items, input.references, input.seed)]
  const cases: BenchScoreReport['cases'] = []
  const time = async <T>(work: Work, once: () => T | Promise<T>): Promise<T> => {
    const times: number[] = []
    let result = await once()
    for (let repeat = 0; repeat < input.repeats; repeat++) {
      await yieldNow()
      const began = performance.now()
      result = await once()
      times.push(performance.now() - began)
    }
    cases.push({ work, ...summarize(times) })
    return result
  }
  const corpus = await time('reading words', () => corpusOf(captions))
  await time('BLEU and CIDEr-D', () => {
    const comparison = compareNgrams(corpus)
    ciderSentences(corpus, comparison)
    return bleuOf(sumMatches(matchRows(corpus, comparison)))
  })
  await time('ROUGE-L', () => rougeSentences(corpus))
  const { rows, figures } = await time('all metrics', () => scoreCorpus(corpusOf(captions)))
  const { rounds, seed } = input
  const intervals = await time('intervals', () =>
    bootstrapIntervals(rows, { rounds, seed }, yieldNow)
  )
  return {
    unit: 'ms',
    cases,
    scores: { ...figures, profile: 'syllable', intervals },
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024
  }
}
