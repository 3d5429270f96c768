import { resolve } from 'node:path'
import { Command } from 'commander'
import { scoreFiles } from '../../../services/score/score-files'
import type { CommandContext } from '../context'
import { toNumber } from '../options'
import { wordScores } from '../word-scores'

interface Options {
  references: string
  hypotheses: string
  perItem?: string
  rounds: number
  seed: number
}

export function scoreCommand(context: CommandContext): Command {
  return new Command('score')
    .description(
      'score captions by BLEU, ROUGE-L and CIDEr-D as the COCO evaluation defines them; words are what stands between white space, in normalisation form C, case kept'
    )
    .requiredOption('--references <file>', 'caption file written by people')
    .requiredOption('--hypotheses <file>', 'caption file to be scored')
    .option('--per-item <file>', "file for each picture's own figures, one JSON line each")
    .option(
      '--rounds <n>',
      'rounds of the bootstrap for the 95 % intervals; 0 for none',
      toNumber,
      1000
    )
    .option('--seed <n>', 'seed of the bootstrap', toNumber, 42)
    .action(({ references, hypotheses, perItem, rounds, seed }: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const scores = await scoreFiles(
          workbench.engine,
          {
            references: resolve(references),
            hypotheses: resolve(hypotheses),
            ...(perItem !== undefined && { perItem: resolve(perItem) })
          },
          { rounds, seed }
        )
        const stated = { tokenizer: 'whitespace', unicode: 'NFC', case: 'kept', rounds, seed }
        output.result({ ...scores, ...stated }, [
          ...wordScores(scores),
          'words between white space, normalisation form C, case kept'
        ])
      })
    )
}
