import { resolve } from 'node:path'
import { Command } from 'commander'
import { scoreFiles } from '../../../services/score/score-files'
import type { CommandContext } from '../context'
import { describeScores } from '../describe-scores'

interface Options {
  references: string
  hypotheses: string
}

export function scoreCommand(context: CommandContext): Command {
  return new Command('score')
    .description('score captions by BLEU, ROUGE-L and CIDEr-D; words are split at white space')
    .requiredOption('--references <file>', 'caption file written by people')
    .requiredOption('--hypotheses <file>', 'caption file to be scored')
    .action(({ references, hypotheses }: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const scores = await scoreFiles(workbench.engine, {
          references: resolve(references),
          hypotheses: resolve(hypotheses)
        })
        output.result(scores, [`items    ${scores.items}`, ...describeScores(scores)])
      })
    )
}
