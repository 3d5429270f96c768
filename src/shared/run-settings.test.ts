import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { RunConfig } from './domain'
import { runPresets } from './run-presets'
import { runSettings, type RunSetting } from './run-settings'

const defaults = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
const entries = Object.entries(runSettings) as [keyof typeof runSettings, RunSetting][]

/** The settings as a page of the documentation. */
function settingsPage(): string {
  const groups = Map.groupBy(entries, ([, { group }]) => group)
  const sections = [...groups].map(([group, settings]) =>
    [
      `## ${group === 'selfCritical' ? 'Self-critical training' : group.charAt(0).toUpperCase() + group.slice(1)}`,
      '',
      ...settings.map(
        ([key, { help, source }]) =>
          `- \`${key}\` (default \`${String(defaults[key])}\`; ${source.en}): ${help.en}`
      )
    ].join('\n')
  )
  const intro = [
    '# Run settings',
    '',
    'Set these with `viecap train --set key=value`, in a JSON file given by `--config FILE`, or on the Train screen. This page is generated from `src/shared/run-settings.ts` by its test.'
  ]
  return `${[intro.join('\n'), ...sections].join('\n\n')}\n`
}

describe('the settings of a run', () => {
  it('are explained one by one, in both languages', () => {
    const keys = Object.keys(defaults).filter(
      (key) => !['name', 'clipModelId', 'gptModelId', 'startModelId'].includes(key)
    )
    expect(new Set(Object.keys(runSettings))).toEqual(new Set(keys))
    for (const [, { label, help, source }] of entries) {
      for (const words of [label.en, label.vi, help.en, help.vi, source.en, source.vi]) {
        expect(words.trim()).not.toBe('')
      }
    }
  })

  it('stand in the documentation as they are', async () => {
    await expect(settingsPage()).toMatchFileSnapshot('../../docs/run-settings.md')
  })
})

describe('the presets', () => {
  it.each(runPresets.map((preset) => [preset.id, preset] as const))(
    '%s is a valid run',
    (_, preset) => {
      const config = { ...preset.settings, clipModelId: 1, gptModelId: 2 }
      expect(v.safeParse(RunConfig, config).success).toBe(true)
    }
  )

  it('repeat the recipe in the five rows of its table', () => {
    const rows = runPresets.filter(({ reported }) => reported !== null)
    expect(rows.map(({ settings }) => [settings.captionRepeat, settings.pairRepeat])).toEqual([
      [1, 0],
      [0, 1],
      [1, 1],
      [1, 1],
      [3, 1]
    ])
    for (const { settings } of rows) {
      expect(v.parse(RunConfig, { ...settings, clipModelId: 1, gptModelId: 2 })).toMatchObject({
        mapping: 'mlp',
        prefixLength: 10,
        gptTraining: 'full',
        mappingDropout: 0.2,
        gptDropout: 0.1,
        maxCaptionTokens: 128,
        endOfText: false,
        optimizer: 'adamw-transformers',
        learningRate: 2e-5,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-6,
        weightDecay: 0,
        schedule: 'linear',
        warmupSteps: 5000,
        clipNorm: 0,
        labelSmoothing: 0,
        emaDecay: 0,
        accumulate: 1,
        batchSize: 64,
        batchTokens: 0,
        lengthBuckets: false,
        epochs: 20,
        maxSteps: 0,
        seed: 42,
        normalizeEmbeddings: false,
        meanShift: false,
        sentenceNoise: 0,
        validateEvery: 0,
        earlyStop: 'off',
        validationBeams: 15
      })
    }
  })
})
