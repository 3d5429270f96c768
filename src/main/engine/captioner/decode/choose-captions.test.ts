import * as v from 'valibot'
import { expect, it } from 'vitest'
import { DecodeOptions } from '../../../../shared/domain'
import type { TextEmbedder } from '../memory/text-embedder'
import { chooseCaptions } from './choose-captions'
import { clipChoice } from './clip-choice'

it('mixes the score and the cosine by their weight, each standardised', () => {
  const scores = [-1, -1.1, -1.2]
  const cosines = [0.2, 0.3, 0.21]
  const choose = (weight: number) => clipChoice(scores, cosines, weight)
  expect([choose(0), choose(0.5), choose(1)]).toEqual([0, 1, 1])
  // Of any scale: all that counts is how far apart the candidates are.
  const far = scores.map((score) => 1000 * score - 7)
  expect(clipChoice(far, cosines, 0.5)).toBe(1)
  expect(clipChoice(far, cosines, 0.2)).toBe(0)
})

it('takes a caption that CLIP cannot know as the least likely, and the search where it knows none', () => {
  expect(clipChoice([-1, -2, -3], [null, 0.1, 0.2], 1)).toBe(2)
  expect(clipChoice([-2, -1, Number.NEGATIVE_INFINITY], [null, null, null], 0.5)).toBe(1)
  expect(clipChoice([-1, -1], [0.3, 0.3], 0.5)).toBe(0)
})

it('embeds each caption of all images once, and compares it with its own image', async () => {
  const asked: string[][] = []
  const vectors: Record<string, Float32Array> = {
    mèo: Float32Array.of(1, 0),
    chó: Float32Array.of(0, 2),
    chim: Float32Array.of(1, 1)
  }
  const texts: TextEmbedder = {
    embed(some) {
      asked.push([...some])
      return Promise.resolve(some.map((text) => vectors[text] ?? null))
    },
    close: () => Promise.resolve()
  }
  const found = [['mèo', 'chó', 'chim'], ['mèo', 'chó', 'mèo'], ['chim']].map((some) =>
    some.map((text, place) => ({ text, score: -place, sum: -place }))
  )
  const images = [Float32Array.of(0, 9), Float32Array.of(1, 0), Float32Array.of(1, 0)]
  const options = v.parse(DecodeOptions, { choice: 'clip', clipWeight: 1 })
  expect(await chooseCaptions(found, images, options, { texts })).toEqual([1, 0, 0])
  expect(asked).toEqual([['mèo', 'chó', 'chim']])
})
