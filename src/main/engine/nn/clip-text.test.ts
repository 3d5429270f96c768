import { expect, it } from 'vitest'
import type { ClipTextShape } from '../../../shared/model-specs/clip'
import { endOfTextPosition } from './clip-text'

const shape = (endOfTextId: number): ClipTextShape => ({
  layers: 1,
  heads: 1,
  width: 8,
  innerSize: 8,
  layerNormEpsilon: 1e-5,
  activation: 'quick_gelu',
  contextLength: 16,
  vocabularySize: 10,
  endOfTextId
})

it('reads a sentence at its first end-of-text token', () => {
  expect(endOfTextPosition([8, 1, 9, 3, 9], shape(9))).toBe(2)
})

it('takes the largest id where the configuration says 2, as the first CLIP folders do', () => {
  expect(endOfTextPosition([8, 1, 2, 3, 9], shape(2))).toBe(4)
})
