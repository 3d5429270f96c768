import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { RunConfig } from './domain'
import { fitToData, stepsPerEpoch } from './fit-run'
import { runPresets } from './run-presets'
import { warmUpSteps } from './warm-up'

const configOf = (id: string): RunConfig => {
  const preset = runPresets.find((one) => one.id === id)
  return v.parse(RunConfig, { ...preset?.settings, clipModelId: 1, gptModelId: 2 })
}
const recommended = configOf('recommended')
const row = configOf('b16-3-1')
const validated = { validationImages: 100, validationPairs: 300 }

/** A run with all that is found for it. */
function fit(config: RunConfig, examplesPerEpoch: number, size = validated): RunConfig {
  const fits = fitToData(config, { examplesPerEpoch, ...size })
  return { ...config, ...Object.fromEntries(fits.map(({ setting, value }) => [setting, value])) }
}
const totalOf = (config: RunConfig, examples: number) =>
  stepsPerEpoch(config, examples) * config.epochs

describe('a run that is fitted to its data', () => {
  it('stays as it is where there is enough', () => {
    expect(fit(recommended, 60_000)).toEqual(recommended)
    expect(fit(row, 60_000)).toEqual(row)
  })

  it.each([20, 100, 600, 2000, 9000])('takes steps enough over %i examples', (examples) => {
    const fitted = fit(recommended, examples)
    const total = totalOf(fitted, examples)
    expect(total).toBeGreaterThanOrEqual(960)
    expect(warmUpSteps(fitted, total)).toBe(Math.round(total / 10))
    expect(fitToData(fitted, { examplesPerEpoch: examples, ...validated })).toEqual([])
  })

  it('warms up in a tenth of a run that is shorter than the warm-up of the recipe', () => {
    expect(fitToData(row, { examplesPerEpoch: 9600, ...validated })).toEqual([
      { setting: 'warmupSteps', value: 300 }
    ])
  })

  it('does not stop early where there is nothing to judge by', () => {
    const none = { validationImages: 0, validationPairs: 0 }
    expect(fit(recommended, 60_000, none).earlyStop).toBe('off')
    expect(fit({ ...recommended, earlyStop: 'bleu' }, 60_000).earlyStop).toBe('bleu')
    expect(fit({ ...recommended, earlyStop: 'bleu', validationImages: 0 }, 60_000).earlyStop).toBe(
      'off'
    )
    expect(fit({ ...recommended, pairRepeat: 0 }, 60_000, { ...none, validationPairs: 5 })).toEqual(
      { ...recommended, pairRepeat: 0, earlyStop: 'off' }
    )
  })

  it('leaves what a person has set', () => {
    const size = { examplesPerEpoch: 600, ...validated }
    expect(fitToData(recommended, size, (setting) => setting !== 'batchSize')).toEqual([
      { setting: 'epochs', value: 60 }
    ])
  })
})
