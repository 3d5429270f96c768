import { describe, expect, it } from 'vitest'
import { runPresets } from '../../../shared/run-presets'
import {
  choiceText,
  presetValues,
  settingChoices,
  settingError,
  settingKeys,
  settingKind
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
    expect(settingError('epochs', null)).toBe('Give a number.')
    expect(settingError('epochs', 0)).toBe('Allowed: >=1')
    expect(settingError('batchSize', 2.5)).not.toBeNull()
    expect(settingError('mappingDropout', 1)).toBe('Allowed: <1')
  })
})
