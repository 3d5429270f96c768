import type { RunConfigInput } from './domain/run-config'
import { runPresets, type RunPreset } from './run-presets'

/** A row of the recipe's table as the demo trains it. */
export interface DemoRow {
  preset: RunPreset
  /** Beside those of the demo's scale. */
  settings: Pick<RunConfigInput, 'captionRepeat' | 'pairRepeat'>
}

/**
 * The recipe's training in small. Every row makes the same number of updates, and is judged by its
 * own best checkpoint, so that no row wins by training longer.
 */
export const demoScale = {
  learningRate: 1e-3,
  warmupSteps: 40,
  batchSize: 32,
  epochs: 10_000,
  maxSteps: 1200,
  validateEvery: 200,
  validationImages: 40,
  sampleImages: 6,
  keepCheckpoints: 1,
  lengthBuckets: true
} satisfies Omit<RunConfigInput, 'clipModelId' | 'gptModelId'>

/** The same in a quarter of the time. */
export const quickScale = { ...demoScale, maxSteps: 300, validateEvery: 150 }

/** The five rows, in the order in which they are expected to do better and better. */
export const demoRows: readonly DemoRow[] = [
  'b32-pairs',
  'b32-captions',
  'b32-1-1',
  'b16-1-1',
  'b16-3-1'
].flatMap((wanted) => {
  const preset = runPresets.find(({ id }) => id === wanted)
  if (!preset) return []
  const { captionRepeat = 1, pairRepeat = 1 } = preset.settings
  return [{ preset, settings: { captionRepeat, pairRepeat } }]
})
