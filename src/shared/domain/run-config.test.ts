import * as v from 'valibot'
import { expect, it } from 'vitest'
import { readStoredConfig, RunConfig } from './run-config'

it('reads the settings of earlier versions by their present names, and gives younger ones the value that the run was trained by', () => {
  const stored = {
    clipModelId: 1,
    gptModelId: 2,
    epochs: 3,
    validationPictures: 40,
    samplePictures: 6
  }
  expect(readStoredConfig(stored)).toEqual({
    ...v.getDefaults(RunConfig),
    imageOrientation: 'stored',
    keepCheckpoints: 0,
    ...{ clipModelId: 1, gptModelId: 2, epochs: 3, validationImages: 40, sampleImages: 6 }
  })
})
