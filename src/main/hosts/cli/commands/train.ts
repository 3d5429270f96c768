import { Command, Option } from 'commander'
import * as v from 'valibot'
import { captionChoiceOptions } from '../caption-choice'
import { partId, registerStart } from '../choose-captioner'
import { chooseProfile } from '../choose-profile'
import type { CommandContext } from '../context'
import { trainInBackground } from '../train-in-background'
import { noteOlderEmbeddings } from '../note-older-embeddings'
import { deviceOption, gather } from '../options'
import { fitConfig } from '../fit-to-data'
import { composeConfig, namedSettings, type ConfigOptions } from '../run-config'
import { describeMemory } from '../describe-memory'
import { describeStops } from '../describe-stops'
import { followRun, resumeCall } from '../follow-run'
import { trainOnCluster } from '../train-on-cluster'
import { sweepOf, trainSweep } from '../train-sweep'
import { trainBundle } from '../train-bundle'
import { RunConfig } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { runPresets } from '../../../../shared/run-presets'

interface Options extends ConfigOptions {
  start?: string
  library?: string
  bundle?: string
  detach?: boolean
  sweep?: string[]
  profile?: string
}

export function trainCommand(context: CommandContext): Command {
  const command = new Command('train')
    .description('train a run and wait until it ends')
    .option('--library <dir>', 'library folder')
    .addOption(deviceOption())
    .addOption(
      new Option('--preset <name>', 'settings to start from').choices(
        runPresets.map(({ id }) => id)
      )
    )
    .option('--config <file>', 'JSON file with settings')
    .option('--set <key=value...>', 'a setting; can be repeated', gather)
    .option(
      '--sweep <key=values...>',
      'queue a run for each value, such as learningRate=1e-5,2e-5 seed=1..5 sentenceNoise=0..0.2x3; can be repeated',
      gather
    )
    .option(
      '--start <model>',
      'captioner to start from: a run (its best checkpoint, or RUN:last or RUN:STEP), or a name, number, file or folder'
    )
    .option('--clip <name>', 'encoder, if there are several: name, number or folder')
    .option('--gpt <name>', 'GPT-2 model, if there are several: name, number or folder')
    .option('--bundle <dir>', 'folder of a run that has started; trains it without the library')
    .option('--profile <profile>', 'submit to a cluster instead: its JSON file, or the name of one')
    .option('--detach', 'return at once and train in the background')
  for (const option of captionChoiceOptions()) command.addOption(option)
  return command.action(
    (
      { start, clip, gpt, detach, bundle, sweep, profile, ...options }: Options,
      command: Command
    ) => {
      if (bundle !== undefined) return trainBundle(context, command, bundle)
      const { library } = options
      if (library === undefined) {
        throw new AppError('call.wrong', { detail: 'give --library or --bundle' })
      }
      return context.session(command, async (session) => {
        const { api } = session
        const cluster = profile === undefined ? null : await chooseProfile(profile)
        const parts = {
          ...(clip !== undefined && { clip: String(await partId(api, 'clip', clip)) }),
          ...(gpt !== undefined && { gpt: String(await partId(api, 'gpt2', gpt)) })
        }
        const startModelId =
          start === undefined ? undefined : (await registerStart(session, start, parts)).id
        const composed = composeConfig(
          { ...options, ...parts, ...(startModelId !== undefined && { startModelId }) },
          await api.models.list()
        )
        const plan = await api.runs.plan(composed)
        const named = namedSettings(options)
        const { config, notes } = fitConfig(composed, plan, { preset: options.preset, named })
        for (const note of notes) session.output.note(note)
        const { memory, stopsInside } = notes.length > 0 ? await api.runs.plan(config) : plan
        if (memory) session.output.note(describeMemory(memory))
        if (stopsInside) session.output.note(describeStops(stopsInside))
        await noteOlderEmbeddings(session, config.clipModelId)
        if (detach && (sweep || profile !== undefined)) {
          const detail = 'give --detach, or --sweep and --profile'
          throw new AppError('call.wrong', { detail })
        }
        const configs = sweep && sweepOf(config, sweep)
        if (cluster && profile !== undefined) {
          const all = configs ?? [v.parse(RunConfig, config)]
          return trainOnCluster(session, { configs: all, cluster, profile, library })
        }
        if (configs) return trainSweep(session, { configs, library })
        const { runId, jobId } = await api.runs.start(config)
        const resume = resumeCall(runId, {
          library,
          device: command.opts<{ device?: string }>().device
        })
        if (!detach) return followRun(session, { runId, jobId, resume })
        await session.workbench.closeLibrary()
        trainInBackground(session, { library, runId, resume })
      })
    }
  )
}
