import type { ItemScores, SacrebleuScores } from '../../../../shared/engine-protocol'
import { bleuOf } from '../../metrics/bleu'
import { bootstrapIntervals } from '../../metrics/bootstrap'
import { corpusOf } from '../../metrics/corpus'
import { matchesOf } from '../../metrics/ngram-matches'
import { scoreCorpus, type CorpusScores } from '../../metrics/score-corpus'
import { corpusChrf, chrfSignature } from '../../metrics/chrf'
import { corpusSacrebleu, sacrebleuSignature } from '../../metrics/sacrebleu'
import { splitterOf } from '../../metrics/profiles/profile'
import type { ScoredItem } from '../../metrics/words'
import type { FedTaskFunction } from './task'

/** Items whose own figures are sent together, and columns of each. */
const TOGETHER = 1000
const COLUMNS = 6

/** Scores captions by the metrics of the COCO caption evaluation. */
export const score: FedTaskFunction<'score'> = async (input, { emit, yieldNow, fed }) => {
  const items: ScoredItem[] = []
  for await (const item of fed) items.push(item)
  await yieldNow()
  const split = splitterOf(input, items)
  const { rows, figures } = scoreCorpus(corpusOf(items, split))
  if (input.perItem) for (const event of itemScores(rows)) emit(event)
  const { rounds, seed } = input
  const intervals =
    rounds > 0 && figures.items > 0
      ? await bootstrapIntervals(rows, { rounds, seed }, yieldNow)
      : null
  const { profile } = input
  return { ...figures, profile, intervals, sacrebleu: input.sacrebleu ? sacrebleuOf(items) : null }
}

function sacrebleuOf(items: readonly ScoredItem[]): SacrebleuScores {
  return {
    bleu: { score: corpusSacrebleu(items), signature: sacrebleuSignature(items) },
    chrf: { score: corpusChrf(items), signature: chrfSignature(items) }
  }
}

function* itemScores({ matches, rougeL, ciderD }: CorpusScores['rows']): Generator<ItemScores> {
  for (let first = 0; first < rougeL.length; first += TOGETHER) {
    const count = Math.min(TOGETHER, rougeL.length - first)
    const values = new Float64Array(COLUMNS * count)
    for (let place = 0; place < count; place++) {
      const item = first + place
      const { bleu } = bleuOf(matchesOf(matches, item))
      values.set([...bleu, rougeL[item] ?? 0, ciderD[item] ?? 0], COLUMNS * place)
    }
    yield { type: 'items', first, values }
  }
}
