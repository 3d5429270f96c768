import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { AppError } from '../../../../shared/errors'
import {
  checkCodes,
  type CheckCode,
  type Issue,
  type LetterStyle,
  type PunctuationStyle
} from '../../../../shared/vietnamese/check-codes'
import type { ToneStyle } from '../../../../shared/vietnamese/syllable'
import { CheckedLines, type LineFinding } from '../../../services/checker/checked-lines'
import { applyPlanned, planEdit } from '../apply-plan'
import type { CommandContext } from '../context'
import type { Session } from '../session'
import { filterOption, pairsOption, textTarget, type TextTargetOptions } from '../text-target'

interface Options extends TextTargetOptions {
  library?: string
  checks: readonly CheckCode[]
  toneStyle?: ToneStyle
  letterStyle?: LetterStyle
  punctuation?: PunctuationStyle
  fix?: boolean
}

export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .description('check Vietnamese texts: the captions of a library, or the lines of a text file')
    .argument('[file]', 'text file to check line by line, without a library')
    .option('--library <dir>', 'library folder, whose writing style and ignored words count')
    .addOption(filterOption())
    .addOption(pairsOption())
    .option(
      '--checks <list>',
      `only these, separated by commas: ${checkCodes.join(', ')}`,
      toChecks,
      [...checkCodes]
    )
    .addOption(
      new Option('--tone-style <style>', 'of a file: hoà (new) or hòa (old)').choices([
        'new',
        'old'
      ])
    )
    .addOption(
      new Option('--letter-style <style>', 'of a file: kỹ (y) or kĩ (i)').choices(['y', 'i'])
    )
    .addOption(
      new Option('--punctuation <style>', 'of a file: space before commas and full stops').choices([
        'attached',
        'apart'
      ])
    )
    .option('--fix', 'make the fixes that are beyond doubt')
    .action(async (file: string | undefined, options: Options, command: Command) => {
      const styled = options.toneStyle ?? options.letterStyle ?? options.punctuation
      if ((file === undefined) === (options.library === undefined)) {
        throw wrong('name either a text file or --library')
      }
      if (file !== undefined) {
        const path = resolve(file)
        return context.session(command, (session) => checkFile(session, path, options))
      }
      if (styled !== undefined)
        throw wrong("a library's own writing style is used; it is set in the window")
      return context.session(command, (session) => checkLibrary(session, options), {
        readOnly: !options.fix
      })
    })
}

const wrong = (detail: string) => new AppError('call.wrong', { detail })

function toChecks(list: string): CheckCode[] {
  return list.split(',').map((name) => {
    const code = checkCodes.find((known) => known === name.trim())
    if (!code) throw new InvalidArgumentError(`Known are ${checkCodes.join(', ')}.`)
    return code
  })
}

async function checkFile({ output, underWay }: Session, path: string, options: Options) {
  const { toneStyle = null, letterStyle = null, punctuation = null, checks } = options
  const style = { toneStyle, letterStyle, punctuation }
  const { texts, fixed, findings } = await underWay.do(async (signal) => {
    const lines = await CheckedLines.read(path, style, signal)
    const fixed = options.fix ? await lines.fix(checks) : 0
    const findings: LineFinding[] = []
    for await (const finding of lines.find(checks)) findings.push(finding)
    return { texts: lines.texts, fixed, findings }
  })
  output.result({ texts, fixed, findings }, [
    ...findings.flatMap(({ line, text, issues }) =>
      issues.map((issue) => `${path}:${line}:${issue.start + 1}: ${describe(text, issue)}`)
    ),
    ...(options.fix ? [`${fixed} lines fixed`] : [])
  ])
  refuse(findings.length, texts)
}

async function checkLibrary(session: Session, options: Options): Promise<void> {
  const { api, output } = session
  const target = textTarget(options)
  const { checks } = options
  let fixed = 0
  if (options.fix) {
    const edit = { kind: 'fix' as const, checks: [...checks] }
    const plan = await planEdit(session, target, edit, () => undefined)
    fixed = (await applyPlanned(session, plan.id)).changed
  }
  const findings: { id: number; imageId: number | null; text: string; issues: Issue[] }[] = []
  for await (const some of await api.checker.find({ target, checks: [...checks] }))
    findings.push(...some)
  let texts = 0
  for await (const { scanned } of await api.checker.count({ target })) texts = scanned
  output.result({ texts, fixed, findings }, [
    ...findings.flatMap(({ id, imageId, text, issues }) => {
      const place = imageId === null ? `pair ${id}` : `image ${imageId}, caption ${id}`
      return issues.map((issue) => `${place}: ${describe(text, issue)}`)
    }),
    ...(options.fix ? [`${fixed} texts fixed`] : [])
  ])
  refuse(findings.length, texts)
}

/** What was found, and what it becomes; a question mark before fixes that a person has to choose. */
function describe(text: string, { check, start, end, fixes, sure }: Issue): string {
  const what = JSON.stringify(text.slice(start, end))
  const by = fixes.map((fix) => JSON.stringify(fix)).join(' or ')
  return fixes.length === 0 ? `${check} ${what}` : `${check} ${what} -> ${sure ? '' : '? '}${by}`
}

/** A script has to hear of what is left. */
function refuse(found: number, texts: number): void {
  if (found > 0) throw new AppError('check.found', { found, texts })
}
