import * as v from 'valibot'
import { computed, shallowRef } from 'vue'
import { RunConfig, type Model } from '../../../shared/domain'
import { runPresets, type RunPreset } from '../../../shared/run-presets'
import { fitToData, type DataSize, type RunFit } from '../../../shared/fit-run'
import { runSettings } from '../../../shared/run-settings'
import { idleBecauseOf } from '../../../shared/setting-effects'
import { startSettings } from '../../../shared/start-settings'
import { useRemembered } from '../../composables/remembered'
import { isMessageKey, t } from '../../i18n/i18n'

export type SettingKey = keyof typeof runSettings
/** Strings stand before booleans: else Vue takes an empty one, given to a field, for true. */
export type SettingValue = string | number | boolean | null

export const settingKeys = Object.keys(runSettings) as SettingKey[]

/** What nearly every run decides, beside its models and device; all others are advanced. */
export const firstSettings = [
  'captionFilter',
  'captionRepeat',
  'pairRepeat',
  'epochs',
  'batchSize',
  'learningRate',
  'validationSplit'
] as const satisfies readonly SettingKey[]

/** The schema's own defaults; the models are chosen by the user. */
const defaults = v.parse(RunConfig, { clipModelId: 1, gptModelId: 1 })

/** The default of a setting in words. */
export function defaultText(key: SettingKey): string {
  const value = defaults[key]
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  if (value === '') return t('train.nothing')
  return typeof value === 'string' ? choiceText(value) : String(value)
}

/** The first sentence of a help text, and the rest of it. */
export function firstSentence(text: string): [first: string, rest: string] {
  const end = /[.;] /.exec(text)?.index
  if (end === undefined) return [text, '']
  const rest = text.slice(end + 2)
  return [`${text.slice(0, end)}.`, rest.charAt(0).toUpperCase() + rest.slice(1)]
}

/** What kind of control a setting has. */
export const settingKind = (key: SettingKey): 'number' | 'boolean' | 'choice' | 'text' => {
  const type = typeof defaults[key]
  if (type === 'boolean') return 'boolean'
  if (type === 'number') return 'number'
  return settingChoices(key).length > 0 ? 'choice' : 'text'
}

/** Settings that list people, and the filters that know their names. */
export const peopleFields: Partial<Record<SettingKey, 'by' | 'reviewed-by'>> = {
  captionAuthors: 'by',
  captionReviewers: 'reviewed-by'
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
  /** Settings that the person has set: they are not fitted to the data. */
  own: v.optional(v.array(v.string()), []),
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
    own: [],
    values: presetValues(first)
  })
  const preset = computed(() => runPresets.find(({ id }) => id === form.value.presetId))
  /** How much data there is, once a plan has counted it. */
  const size = shallowRef<DataSize | null>(null)
  /** A form of an older version lacks newer settings: they stand as the preset has them. */
  const typed = computed(() => ({ ...presetValues(preset.value), ...form.value.values }))
  const read = (values: Record<string, SettingValue>): RunConfig | null => {
    const { name, clipModelId, gptModelId, startModelId } = form.value
    const models = { clipModelId, gptModelId, startModelId }
    const checked = v.safeParse(RunConfig, { ...values, name: name.trim(), ...models })
    return checked.success ? checked.output : null
  }
  const fitsOf = (config: RunConfig | null, own: readonly string[] = []): RunFit[] =>
    config && size.value ? fitToData(config, size.value, (key) => !own.includes(key)) : []
  /** What a preset that fits the data takes from it. */
  const fitted = computed(() =>
    preset.value?.fits ? fitsOf(read(typed.value), form.value.own) : []
  )
  const values = computed<Record<string, SettingValue>>(() => ({
    ...typed.value,
    ...Object.fromEntries(fitted.value.map(({ setting, value }) => [setting, value]))
  }))
  const value = (key: SettingKey): SettingValue => values.value[key] ?? null
  const wanted = computed(() => presetValues(preset.value))
  const isChanged = (key: SettingKey): boolean => typed.value[key] !== wanted.value[key]
  const changed = computed(() => settingKeys.some(isChanged))
  /** The run as it would be started, or null while something is missing or wrong. */
  const config = computed(() => read(values.value))
  /** What does not suit the data in the form as it stands. */
  const misfits = computed(() => fitsOf(config.value))

  /** The setting that keeps this one from having an effect, or null. */
  const idleFor = (key: SettingKey): SettingKey | null => idleBecauseOf(key, values.value)

  function choosePreset(id: string): void {
    const chosen = runPresets.find((other) => other.id === id)
    form.value = { ...form.value, presetId: id, own: [], values: presetValues(chosen) }
  }
  /** Starts from a captioner, with the settings and models that it decides; null from a fresh network. */
  function startFrom(model: Model | null): void {
    form.value.startModelId = model?.id ?? null
    if (model?.details.kind !== 'captioner') return
    form.value.values = { ...typed.value, ...startSettings(model.details) }
    form.value.clipModelId = model.clipModelId ?? form.value.clipModelId
    form.value.gptModelId = model.gptModelId ?? form.value.gptModelId
  }
  /** Takes all settings and models of an earlier run. */
  function copyFrom({ name, clipModelId, gptModelId, startModelId, ...config }: RunConfig): void {
    const models = { clipModelId, gptModelId, startModelId }
    const values = configValues({ ...config, name, ...models })
    form.value = { ...form.value, ...models, name, own: [...settingKeys], values }
  }
  function set(key: SettingKey, changedTo: SettingValue): void {
    form.value.own = [...new Set([...form.value.own, key])]
    form.value.values = { ...typed.value, [key]: changedTo }
  }
  /** Gives a setting the value of the preset again. */
  function reset(key: SettingKey): void {
    form.value.own = form.value.own.filter((other) => other !== key)
    form.value.values = { ...typed.value, [key]: wanted.value[key] ?? null }
  }
  const shown = { preset, size, changed, config, fitted, misfits, value, isChanged, idleFor }
  return { form, ...shown, set, reset, startFrom, copyFrom, choosePreset }
}
export type TrainForm = ReturnType<typeof useTrainForm>
