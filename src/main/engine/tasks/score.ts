import type { ItemScores } from '../../../shared/engine-protocol'
import { bleuOf } from '../metrics/bleu'
import { bootstrapIntervals } from '../metrics/bootstrap'
import { CorpusBuilder } from '../metrics/corpus'
import { matchesOf } from '../metrics/ngram-matches'
import { scoreCorpus, type CorpusScores } from '../metrics/score-corpus'
import type { FedTaskFunction } from './task'

/** Items whose own figures are sent together, and columns of each. */
const TOGETHER = 1000
const COLUMNS = 6

/** Scores captions by the metrics of the COCO caption evaluation. */
export const score: FedTaskFunction<'score'> = async (input, { emit, turn, fed }) => {
  const builder = new CorpusBuilder()
  for await (const item of fed) builder.add(item)
  await turn()
  const { rows, figures } = scoreCorpus(builder.finish())
  if (input.perItem) for (const event of itemScores(rows)) emit(event)
  const { rounds, seed } = input
  const intervals =
    rounds > 0 && figures.items > 0 ? await bootstrapIntervals(rows, { rounds, seed }, turn) : null
  return { ...figures, intervals }
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
