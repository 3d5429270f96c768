import { Command } from 'commander'
import type { BenchScoreInput, BenchScoreReport } from '../../../../shared/engine-protocol/bench'
import type { CommandContext } from '../context'
import { toCount, toNumber } from '../options'
import { wordScores } from '../word-scores'

export const benchScoreCommand = (context: CommandContext): Command =>
  new Command('score')
    .description('time BLEU, ROUGE-L and CIDEr-D on generated captions of 8 to 16 words')
    .option('--items <n>', 'captions to score', toCount, 50_000)
    .option('--references <n>', 'references per caption', toCount, 5)
    .option('--rounds <n>', 'bootstrap samples', toCount, 1000)
    .option('--repeats <n>', 'repetitions of each', toCount, 3)
    .option('--seed <n>', 'seed of the captions', toNumber, 42)
    .action((input: BenchScoreInput, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const { items, references, rounds, repeats, seed } = input
        const sizes = { items, references, rounds, repeats, seed }
        const report = await workbench.engine.run('benchScore', sizes)
        output.result({ name: 'score', sizes, ...report }, describe(report))
      })
    )

const describe = ({ cases, scores, peakMemoryBytes }: BenchScoreReport) => [
  ...cases.map(
    ({ work, median, min, max, repeats }) =>
      `${work}: median ${median.toFixed(0)} ms, min ${min.toFixed(0)}, max ${max.toFixed(0)} (${repeats} repeats)`
  ),
  ...wordScores(scores),
  `peak memory ${(peakMemoryBytes / 1e9).toFixed(1)} GB`
]
