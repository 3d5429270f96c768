import { beforeEach, describe, expect, it } from 'vitest'
import { runPresets } from '../../../shared/run-presets'
import { settingFinder } from './find-settings'
import {
  choiceText,
  firstSentence,
  presetValues,
  settingChoices,
  settingError,
  settingKeys,
  settingKind,
  useTrainForm
} from './train-form'

describe('the train form', () => {
  it('has a control and a right value for every setting of every preset', () => {
    for (const preset of runPresets) {
      const values = presetValues(preset)
      for (const key of settingKeys) {
        expect([preset.id, key, settingError(key, values[key] ?? null)]).toEqual([
          preset.id,
          key,
          null
        ])
      }
    }
    expect(settingKind('endOfText')).toBe('boolean')
    expect(settingKind('optimizer')).toBe('choice')
    expect(settingKind('learningRate')).toBe('number')
  })

  it('has words for every choice', () => {
    expect(settingChoices('optimizer')).toContain('adamw-transformers')
    for (const key of settingKeys.filter((name) => settingKind(name) === 'choice')) {
      expect(settingChoices(key).length).toBeGreaterThan(1)
      for (const choice of settingChoices(key)) expect(choiceText(choice)).not.toBe(choice)
    }
  })

  it('says what is wrong with a value', () => {
    expect(settingError('epochs', null)).toBe('Enter a number.')
    expect(settingError('epochs', 0)).toBe('Allowed values: >=1')
    expect(settingError('batchSize', 2.5)).not.toBeNull()
    expect(settingError('mappingDropout', 1)).toBe('Allowed values: <1')
  })
})

describe('the composed run', () => {
  beforeEach(() => localStorage.clear())
  const little = { examplesPerEpoch: 600, validationImages: 0, validationPairs: 0 }
  function formOver(size: typeof little) {
    const train = useTrainForm('/library')
    train.form.value.clipModelId = 1
    train.form.value.gptModelId = 2
    train.size.value = size
    return train
  }

  it('begins with the recommended preset, fitted to the data', () => {
    const train = formOver(little)
    expect(train.preset.value?.id).toBe('recommended')
    expect(train.config.value).toMatchObject({ batchSize: 32, epochs: 56, earlyStop: 'off' })
    expect(train.misfits.value).toEqual([])
    expect(train.changed.value).toBe(false)
  })

  it('leaves what a person sets, and tells where it does not suit', () => {
    const train = formOver(little)
    train.set('epochs', 20)
    expect(train.config.value).toMatchObject({ batchSize: 32, epochs: 20 })
    expect(train.misfits.value.map(({ setting }) => setting)).toEqual(['epochs'])
    train.reset('epochs')
    expect(train.config.value?.epochs).toBe(56)
  })

  it('keeps the rows of the recipe exact', () => {
    const train = formOver(little)
    train.choosePreset('b16-3-1')
    expect(train.config.value).toMatchObject({ batchSize: 64, epochs: 20, warmupSteps: 5000 })
    expect(train.fitted.value).toEqual([])
    expect(train.misfits.value.map(({ setting }) => setting)).toEqual([
      'batchSize',
      'epochs',
      'warmupSteps'
    ])
  })

  it('says which setting keeps another one from having an effect', () => {
    const train = formOver(little)
    train.choosePreset('b16-3-1')
    expect(train.idleFor('patience')).toBe('earlyStop')
    train.set('earlyStop', 'bleu')
    expect(train.idleFor('patience')).toBeNull()
    train.set('pairRepeat', 0)
    expect(train.idleFor('sentenceNoise')).toBe('pairRepeat')
  })

  it('finds settings by words of both languages, without accents', () => {
    expect(settingKeys.filter(settingFinder('so lan cho'))).toContain('patience')
    expect(settingKeys.filter(settingFinder('warm-up steps'))).toContain('warmupSteps')
    expect(settingKeys.filter(settingFinder('no such thing'))).toEqual([])
  })

  it('has a first sentence for each help text', () => {
    expect(firstSentence('One; two. Three.')).toEqual(['One.', 'Two. Three.'])
    expect(firstSentence('Only one.')).toEqual(['Only one.', ''])
  })
})
