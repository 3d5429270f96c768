import { Command } from 'commander'
import type { TextEdit } from '../../../../shared/domain'
import { applyPlanned, planEdit } from '../apply-plan'
import type { CommandContext } from '../context'
import { libraryOption } from '../options'
import { filterOption, pairsOption, textTarget, type TextTargetOptions } from '../text-target'

interface Options extends TextTargetOptions {
  regex?: boolean
  matchCase?: boolean
  wholeWords?: boolean
  dryRun?: boolean
}

export function replaceCommand(context: CommandContext): Command {
  return new Command('replace')
    .description('find and replace in captions or sentence pairs, as one undo')
    .argument('<find>', 'text to look for')
    .argument('<replacement>', 'text to put in its place')
    .addOption(libraryOption())
    .addOption(filterOption())
    .addOption(pairsOption())
    .option('--regex', '<find> is a regular expression; $1, $& and $<name> stand for what it found')
    .option('--match-case', 'capital and small letters differ')
    .option('--whole-words', 'only whole words')
    .option('--dry-run', 'show the changes and make none')
    .action((find: string, replace: string, options: Options, command: Command) =>
      context.session(command, async (session) => {
        const { regex = false, matchCase = false, wholeWords = false, dryRun = false } = options
        const edit: TextEdit = { kind: 'replace', find, replace, regex, matchCase, wholeWords }
        const changes: { before: string; after: string }[] = []
        const plan = await planEdit(session, textTarget(options), edit, ({ before, after }) => {
          changes.push({ before, after })
        })
        const report = dryRun ? { changed: 0, skipped: 0 } : await applyPlanned(session, plan.id)
        session.output.result({ scanned: plan.scanned, found: plan.changes, ...report, changes }, [
          ...changes.flatMap(({ before, after }) => [`- ${before}`, `+ ${after}`]),
          dryRun
            ? `${plan.changes} of ${plan.scanned} texts would change`
            : `${report.changed} of ${plan.scanned} texts changed`
        ])
      })
    )
}
