import { bootstrapIntervals, type ItemRows } from '../../metrics/bootstrap'
import { corpusOf } from '../../metrics/corpus'
import { pairedTest } from '../../metrics/paired-test'
import { scoreCorpus } from '../../metrics/score-corpus'
import { splitterOf } from '../../metrics/profiles/profile'
import type { ScoredItem } from '../../metrics/words'
import type { FedTaskFunction } from './task'

/** Scores several systems on the same items, and tests each against the first. */
export const compareScores: FedTaskFunction<'compareScores'> = async (draws, { yieldNow, fed }) => {
  const corpora: ScoredItem[][] = []
  for await (const { hypotheses, references } of fed) {
    for (const [system, hypothesis] of hypotheses.entries()) {
      const items = (corpora[system] ??= [])
      items.push({ hypothesis, references })
    }
  }
  const systems = []
  const differences = []
  let base: ItemRows | null = null
  const split = splitterOf(draws, corpora[0] ?? [])
  for (const items of corpora) {
    await yieldNow()
    const { rows, figures } = scoreCorpus(corpusOf(items, split))
    systems.push({
      ...figures,
      profile: draws.profile,
      intervals: await bootstrapIntervals(rows, draws, yieldNow)
    })
    if (base) differences.push(await pairedTest(base, rows, draws, yieldNow))
    base ??= rows
  }
  return { systems, differences }
}
