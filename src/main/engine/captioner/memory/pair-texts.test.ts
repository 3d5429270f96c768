import { expect, it } from 'vitest'
import { pairTexts } from './pair-texts'

it('embeds a text by the English sides of the pairs that are most alike', async () => {
  const texts = pairTexts([
    { text: 'một con mèo', embedding: Float32Array.of(3, 0, 0) },
    { text: 'một con chó', embedding: Float32Array.of(0, 5, 0) },
    { text: 'trời mưa to', embedding: Float32Array.of(0, 0, 7) }
  ])
  const [cat, both, rain, none] = await texts.embed(['con mèo', 'một con', 'mưa', 'xin chào'])
  // Lengths of embeddings do not count, how alike the texts are does.
  expect(cat?.[0]).toBeGreaterThan(2 * (cat?.[1] ?? 0))
  expect(cat?.[1]).toBeGreaterThan(0)
  expect(Math.hypot(...(cat ?? []))).toBeCloseTo(1, 6)
  expect([...(both ?? [])]).toEqual(
    [Math.SQRT1_2, Math.SQRT1_2, 0].map((x) => expect.closeTo(x, 6))
  )
  expect([...(rain ?? [])]).toEqual([0, 0, 1])
  expect(none).toBeNull()
})
