import { resolve } from 'node:path'
import { Command } from 'commander'
import type { ScoringProfile } from '../../../../shared/domain'
import { scoreFiles } from '../../../services/score/score-files'
import type { CommandContext } from '../context'
import { forceOption, toNumber } from '../options'
import { givenScoring, profileOption, wordsOption } from '../scoring-options'
import { outputFile, writeTo } from '../output-file'
import { wordSacrebleu, wordScores } from '../word-scores'

interface Options {
  references: string
  hypotheses: string
  perItem?: string
  force?: boolean
  profile: ScoringProfile
  words?: string
  sacrebleu?: boolean
  rounds: number
  seed: number
}

export function scoreCommand(context: CommandContext): Command {
  return new Command('score')
    .description(
      'score captions with BLEU, ROUGE-L and CIDEr-D as the COCO evaluation defines them, in Unicode form NFC'
    )
    .requiredOption('--references <file>', 'caption file written by people')
    .requiredOption('--hypotheses <file>', 'caption file to score')
    .option(
      '--per-item <file>',
      'file for the scores of each image, one JSON line each; - for standard output'
    )
    .addOption(forceOption())
    .addOption(profileOption())
    .addOption(wordsOption())
    .option('--sacrebleu', 'also BLEU and chrF2 as sacrebleu counts them, with its signature')
    .option(
      '--rounds <n>',
      'bootstrap samples for the 95% confidence intervals; 0 for none',
      toNumber,
      1000
    )
    .option('--seed <n>', 'seed of the bootstrap', toNumber, 42)
    .action((options: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const { references, hypotheses, perItem, force, sacrebleu = false, rounds, seed } = options
        const scoring = givenScoring(options)
        const files = { references: resolve(references), hypotheses: resolve(hypotheses) }
        const target = perItem === undefined ? null : await outputFile(perItem, { force }, output)
        const score = (more: { perItem?: string; overwrite?: boolean } = {}) =>
          scoreFiles(workbench.engine, { ...files, ...more }, { scoring, sacrebleu, rounds, seed })
        const scores = await (target
          ? writeTo(target, ({ file, overwrite }) => score({ perItem: file, overwrite }))
          : score())
        output.result({ ...scores, unicode: 'NFC', rounds, seed }, [
          ...wordScores(scores),
          ...wordSacrebleu(scores.sacrebleu)
        ])
      })
    )
}
