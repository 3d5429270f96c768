import * as v from 'valibot'
import { computed } from 'vue'
import { RunConfig, type Model } from '../../../shared/domain'
import { runPresets, type RunPreset } from '../../../shared/run-presets'
import { runSettings, settingNeeds } from '../../../shared/run-settings'
import { startSettings } from '../../../shared/start-settings'
import { useRemembered } from '../../composables/remembered'
import { isMessageKey, t } from '../../i18n/i18n'

export type SettingKey = keyof typeof runSettings
/** Strings stand before booleans: else Vue takes an empty one, given to a field, for true. */
export type SettingValue = string | number | boolean | null

export const settingKeys = Object.keys(runSettings) as SettingKey[]

/** The schema's own defaults; the models are chosen by the user. */
const defaults = v.parse(RunConfig, { clipModelId: 1, gptModelId: 1 })

/** The default of a setting in words. */
export function defaultText(key: SettingKey): string {
  const value = defaults[key]
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  if (value === '') return t('train.nothing')
  return typeof value === 'string' ? choiceText(value) : String(value)
}

/** What kind of control a setting has. */
export const settingKind = (key: SettingKey): 'number' | 'boolean' | 'choice' | 'text' => {
  const type = typeof defaults[key]
  if (type === 'boolean') return 'boolean'
  if (type === 'number') return 'number'
  return settingChoices(key).length > 0 ? 'choice' : 'text'
}

/** The values that a setting of kind `choice` can have, as its schema lists them. */
export function settingChoices(key: SettingKey): readonly string[] {
  const schema = RunConfig.entries[key].wrapped
  return schema.type === 'picklist' ? schema.options : []
}

/** A choice in words; one that has none stands as it is. */
export function choiceText(choice: string): string {
  const message = `train.option.${choice}`
  return isMessageKey(message) ? t(message) : choice
}

const Form = v.object({
  presetId: v.string(),
  name: v.string(),
  clipModelId: v.nullable(v.number()),
  gptModelId: v.nullable(v.number()),
  startModelId: v.optional(v.nullable(v.number()), null),
  values: v.record(v.string(), v.union([v.number(), v.boolean(), v.string(), v.null()]))
})

/** Every setting as a preset has it. */
export function presetValues(preset: RunPreset | undefined): Record<string, SettingValue> {
  const values = { ...defaults, ...preset?.settings }
  return Object.fromEntries(settingKeys.map((key) => [key, values[key]]))
}

/** What is wrong with one value, in words, or null. */
export function settingError(key: SettingKey, value: SettingValue): string | null {
  if (value === null) return t('train.number')
  const checked = v.safeParse(RunConfig.entries[key], value)
  if (checked.success) return null
  return t('train.allowed', { expected: checked.issues[0].expected ?? checked.issues[0].message })
}

/** The settings of a run as the form has them. */
const configValues = (config: RunConfig): Record<string, SettingValue> =>
  Object.fromEntries(settingKeys.map((key) => [key, config[key]]))

/** The form that composes a run; it survives a reload. */
export function useTrainForm(libraryPath: string) {
  const first = runPresets[0]
  const form = useRemembered(`train:${libraryPath}`, Form, {
    presetId: first?.id ?? '',
    name: '',
    clipModelId: null,
    gptModelId: null,
    startModelId: null,
    values: presetValues(first)
  })
  const preset = computed(() => runPresets.find(({ id }) => id === form.value.presetId))
  /** A form of an older version lacks newer settings: they stand as the preset has them. */
  const values = computed(() => ({ ...presetValues(preset.value), ...form.value.values }))
  const value = (key: SettingKey): SettingValue => values.value[key] ?? null
  const changed = computed(() => {
    const wanted = presetValues(preset.value)
    return settingKeys.some((key) => value(key) !== wanted[key])
  })
  /** The run as it would be started, or null while something is missing or wrong. */
  const config = computed<RunConfig | null>(() => {
    const { name, clipModelId, gptModelId, startModelId } = form.value
    const checked = v.safeParse(RunConfig, {
      ...values.value,
      name: name.trim(),
      clipModelId,
      gptModelId,
      startModelId
    })
    return checked.success ? checked.output : null
  })

  /** Whether a setting matters with the others as they are. */
  const matters = (key: SettingKey): boolean =>
    Object.entries(settingNeeds[key] ?? {}).every(
      ([other, wanted]) => values.value[other] === wanted
    )

  function choosePreset(id: string): void {
    const chosen = runPresets.find((other) => other.id === id)
    form.value = { ...form.value, presetId: id, values: presetValues(chosen) }
  }
  /** Starts from a captioner, with the settings and models that it decides; null from a fresh network. */
  function startFrom(model: Model | null): void {
    form.value.startModelId = model?.id ?? null
    if (model?.details.kind !== 'captioner') return
    form.value.values = { ...values.value, ...startSettings(model.details) }
    form.value.clipModelId = model.clipModelId ?? form.value.clipModelId
    form.value.gptModelId = model.gptModelId ?? form.value.gptModelId
  }
  /** Takes all settings and models of an earlier run. */
  function copyFrom({ name, clipModelId, gptModelId, startModelId, ...config }: RunConfig): void {
    const models = { clipModelId, gptModelId, startModelId }
    const values = configValues({ ...config, name, ...models })
    form.value = { ...form.value, ...models, name, values }
  }
  function set(key: SettingKey, changedTo: SettingValue): void {
    form.value.values = { ...values.value, [key]: changedTo }
  }
  return { form, preset, changed, config, value, matters, set, startFrom, copyFrom, choosePreset }
}
export type TrainForm = ReturnType<typeof useTrainForm>
