import { RunConfig, type Model, type RunConfigInput } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { runPresets, type RunPreset } from '../../../shared/run-presets'
import { startSettings } from '../../../shared/start-settings'
import { readTextSync } from '../../base/files/regular-file'
import { givenChoice, type CaptionChoiceOptions } from './caption-choice'
import { chooseModel } from './choose-model'

export interface ConfigOptions extends CaptionChoiceOptions {
  preset?: string
  config?: string
  set?: string[]
  clip?: string
  gpt?: string
  /** Number of the captioner to start from. */
  startModelId?: number
}

/**
 * A run's configuration from a preset, then the captioner that it starts from, then a file, then
 * single settings, each winning over the one before. Models that none of them names are those of
 * that captioner, or the only ones that fit. Throws `call.wrong`.
 */
export function composeConfig(options: ConfigOptions, models: readonly Model[]): RunConfigInput {
  if (!options.preset && !options.config) throw wrong('give --preset or --config')
  const preset = runPresets.find(({ id }) => id === options.preset)
  const named: Record<string, unknown> = {
    ...(options.config && readSettings(options.config)),
    ...(options.startModelId !== undefined && { startModelId: options.startModelId }),
    ...givenChoice(options),
    ...Object.fromEntries((options.set ?? []).map(parseSetting))
  }
  const start = models.find(({ id, kind }) => kind === 'captioner' && id === named['startModelId'])
  const settings: Record<string, unknown> = {
    ...preset?.settings,
    ...(start && settingsOf(start)),
    ...named
  }
  for (const key of Object.keys(settings)) {
    if (!Object.hasOwn(RunConfig.entries, key)) throw wrong(`there is no setting ${key}`)
  }
  // A preset that fits the data takes any model where there is none of its own patch size.
  const patchSize = preset?.fits && !hasPatchSize(models, preset) ? null : preset?.clipPatchSize
  const choose = (kind: 'clip' | 'gpt2', wanted: string | undefined) =>
    chooseModel(models, kind, wanted, patchSize).id
  const { clip, gpt } = options
  if (clip !== undefined || settings['clipModelId'] === undefined) {
    settings['clipModelId'] = choose('clip', clip)
  }
  if (gpt !== undefined || settings['gptModelId'] === undefined) {
    settings['gptModelId'] = choose('gpt2', gpt)
  }
  // The API checks the values, as it does those of the window's form.
  return settings as RunConfigInput
}

const hasPatchSize = (models: readonly Model[], { clipPatchSize }: RunPreset): boolean =>
  models.some(({ details }) => details.kind === 'clip' && details.patchSize === clipPatchSize)

/** The settings that a call itself gives, in its file or one by one. */
export const namedSettings = ({ config, set }: Pick<ConfigOptions, 'config' | 'set'>): string[] => [
  ...Object.keys(config ? readSettings(config) : {}),
  ...(set ?? []).map((one) => parseSetting(one)[0])
]

/** What a captioner decides of a run that starts from it. */
function settingsOf({ details, clipModelId, gptModelId }: Model): Partial<RunConfigInput> {
  return {
    ...(details.kind === 'captioner' && startSettings(details)),
    ...(clipModelId !== null && { clipModelId }),
    ...(gptModelId !== null && { gptModelId })
  }
}

/** `key=value`; a value that is JSON (a number, true, false) is read as such, else as text. */
function parseSetting(text: string): [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw wrong(`--set needs key=value, not ${text}`)
  const value = text.slice(at + 1)
  try {
    return [text.slice(0, at), JSON.parse(value) as unknown]
  } catch {
    return [text.slice(0, at), value]
  }
}

function readSettings(file: string): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(readTextSync(file, 2 ** 24))
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) {
      return settings as Record<string, unknown>
    }
  } catch (error) {
    throw wrong(`--config ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw wrong(`--config ${file} is not a JSON object`)
}

const wrong = (detail: string) => new AppError('call.wrong', { detail })
