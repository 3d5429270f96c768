import { extname } from 'node:path'
import { Command, Option } from 'commander'
import * as v from 'valibot'
import { differingSettings } from '../../../../shared/compare-runs'
import {
  ComparisonExport,
  MetricName,
  type DataDifference,
  type Evaluation
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { CommandContext } from '../context'
import { describeRun } from '../follow-run'
import { forceOption, libraryOption } from '../options'
import { outputFile, writeTo } from '../output-file'

interface Options {
  metric: MetricName
  curves?: string
  recipe?: string
  split: string
  force?: boolean
}

export function compareRunsCommand(context: CommandContext): Command {
  return new Command('compare')
    .description('compare runs with the first one: settings, data and scores')
    .argument('<runs...>', 'runs, such as run-0001 run-0002')
    .addOption(libraryOption())
    .option('--split <name>', 'split whose latest evaluations are compared', 'val')
    .addOption(
      new Option('--metric <name>', 'curve to write').choices(MetricName.options).default('valLoss')
    )
    .option('--curves <file>', 'write the curves as .csv, .svg or .png')
    .option(
      '--recipe <file>',
      "write the recipe's table, filled from all runs, as .csv, .svg or .png"
    )
    .addOption(forceOption())
    .action((ids: string[], options: Options, command: Command) =>
      context.session(
        command,
        async ({ api, output }) => {
          const runs = await Promise.all(ids.map((id) => api.runs.get({ id })))
          const data = await api.compare.data({ ids })
          const evaluations = newestOf(await api.review.evaluations(), ids, options.split)
          const scores =
            evaluations.length > 1
              ? await api.review.compare({ jobIds: evaluations.map(({ jobId }) => jobId) })
              : null
          for (const what of ['curves', 'recipe'] as const) {
            const file = options[what]
            if (file === undefined) continue
            const part = partOf(what, options.metric, file)
            const target = await outputFile(file, { force: options.force }, output)
            await writeTo(target, (choice) => api.compare.exportFile({ ids, part, ...choice }))
          }
          const settings = differingSettings(runs)
          output.result({ runs, settings, data, scores }, [
            ...runs.map(describeRun),
            ...settings.map(({ key, values }) => `${key}: ${values.map(String).join(' | ')}`),
            ...data.map(describeData),
            ...(scores?.systems ?? []).map(
              ({ scores: { bleuAverage, items } }, place) =>
                `${evaluations[place]?.params.runId ?? ''}: BLEU ${bleuAverage.toFixed(4)} on ${items} images`
            ),
            ...(scores?.differences ?? []).map(({ bleuAverage: { value, interval, p } }, place) => {
              const range = interval.map((bound) => bound.toFixed(4)).join(' to ')
              const run = evaluations[place + 1]?.params.runId ?? ''
              return `${run}: BLEU ${value >= 0 ? '+' : ''}${value.toFixed(4)} (95%: ${range}), p ${p.toFixed(3)}`
            })
          ])
        },
        { readOnly: true }
      )
    )
}

/** The newest evaluation of each run whose images were kept, in the order of the runs. */
const newestOf = (
  evaluations: readonly Evaluation[],
  ids: readonly string[],
  split: string
): Evaluation[] =>
  ids.flatMap(
    (id) =>
      evaluations.find(
        ({ params, kept }) => kept && params.runId === id && params.split === split
      ) ?? []
  )

/** Throws `call.wrong` for a file whose ending names no format. */
function partOf(what: 'curves' | 'recipe', metric: MetricName, file: string): ComparisonExport {
  const part = v.safeParse(ComparisonExport, { what, metric, format: extname(file).slice(1) })
  if (part.success) return part.output
  throw new AppError('call.wrong', { detail: `${file} does not end in .csv, .svg or .png` })
}

function describeData({ runId, same, captions, pairs }: DataDifference): string {
  if (same) return `${runId}: the same data`
  const counts = Object.entries({ captions, pairs }).map(
    ([kind, { added, edited, removed }]) =>
      `${kind} ${added} added, ${edited} edited, ${removed} removed`
  )
  return `${runId}: ${counts.join('; ')}`
}
