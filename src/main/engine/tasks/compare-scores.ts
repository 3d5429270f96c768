import { bootstrapIntervals, type ItemRows } from '../metrics/bootstrap'
import { CorpusBuilder } from '../metrics/corpus'
import { pairedTest } from '../metrics/paired-test'
import { scoreCorpus } from '../metrics/score-corpus'
import type { FedTaskFunction } from './task'

/** Scores several systems on the same items, and tests each against the first. */
export const compareScores: FedTaskFunction<'compareScores'> = async (draws, { turn, fed }) => {
  const builders: CorpusBuilder[] = []
  for await (const { hypotheses, references } of fed) {
    for (const [system, hypothesis] of hypotheses.entries()) {
      const builder = (builders[system] ??= new CorpusBuilder())
      builder.add({ hypothesis, references })
    }
  }
  const systems = []
  const differences = []
  let base: ItemRows | null = null
  for (const builder of builders) {
    await turn()
    const { rows, figures } = scoreCorpus(builder.finish())
    systems.push({ ...figures, intervals: await bootstrapIntervals(rows, draws, turn) })
    if (base) differences.push(await pairedTest(base, rows, draws, turn))
    base ??= rows
  }
  return { systems, differences }
}
