import * as v from 'valibot'
import { expect, it } from 'vitest'
import { RunConfig } from '../../../shared/domain'
import { captionParts } from './data-parts'

const splitsOf = (settings: object): string[] =>
  captionParts(v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, ...settings })).map(
    ({ split }) => split
  )

it('leaves out the captions of a run on pairs alone, but where their images give the mean or prompts', () => {
  expect(splitsOf({ captionRepeat: 1 })).toEqual(['train', 'val'])
  expect(splitsOf({ captionRepeat: 0 })).toEqual(['val'])
  expect(splitsOf({ captionRepeat: 0, meanShift: true })).toEqual(['train', 'val'])
  expect(splitsOf({ captionRepeat: 0, retrievedCaptions: 1 })).toEqual(['train', 'val'])
})
