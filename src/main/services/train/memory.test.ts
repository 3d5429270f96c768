import { expect, it } from 'vitest'
import * as v from 'valibot'
import { RunConfig, type GptDetails } from '../../../shared/domain'
import type { DeviceName } from '../../../shared/engine-protocol'
import { estimateMemory } from './memory'

const GPT2_SMALL: GptDetails = {
  kind: 'gpt2',
  layers: 12,
  heads: 12,
  width: 768,
  positions: 1024,
  vocabularySize: 50_257,
  tokenizerSize: 50_257,
  parameters: 124_439_808
}
const SMALL: GptDetails = {
  ...GPT2_SMALL,
  layers: 4,
  heads: 8,
  width: 256,
  vocabularySize: 4000,
  parameters: 4_445_696
}
const MIDDLE: GptDetails = {
  ...GPT2_SMALL,
  layers: 6,
  heads: 8,
  width: 512,
  vocabularySize: 20_000,
  parameters: 29_679_616
}
// Three characters to a token: captions of 34 tokens at most.
const TEXTS = { longest: 102, device: 'cpu' } as const

const estimate = (
  gpt: GptDetails,
  config: Partial<RunConfig>,
  texts: { longest: number; device: DeviceName } = TEXTS
): number =>
  estimateMemory(
    { ...v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 }), ...config },
    { embeddingSize: 512 },
    gpt,
    texts
  )

// Peaks of whole runs: `viecap train --bundle DIR --device cpu`, two steps with the longest captions,
// validation and checkpoint.
it.each([
  ['GPT-2 small, batch 8', GPT2_SMALL, { batchSize: 8 }, 3082e6],
  ['GPT-2 small, batch 16', GPT2_SMALL, { batchSize: 16 }, 3448e6],
  ['GPT-2 small, averaged', GPT2_SMALL, { batchSize: 8, emaDecay: 0.99 }, 3708e6],
  ['GPT-2 small frozen', GPT2_SMALL, { batchSize: 8, gptTraining: 'frozen' }, 1471e6],
  ['GPT-2 small with LoRA', GPT2_SMALL, { batchSize: 8, gptTraining: 'lora' }, 1932e6],
  ['6 layers x 512, batch 64', MIDDLE, { batchSize: 64 }, 1961e6],
  ['6 layers x 512 with LoRA', MIDDLE, { batchSize: 16, gptTraining: 'lora' }, 871e6],
  ['4 layers x 256, batch 32', SMALL, { batchSize: 32 }, 537e6],
  ['4 layers x 256, transformer', SMALL, { batchSize: 32, mapping: 'transformer' }, 671e6],
  ['4 layers x 256, batch 128', SMALL, { batchSize: 128 }, 1156e6]
] as const)('stands near and not below what was measured: %s', (_, gpt, config, peak) => {
  const bytes = estimate(gpt, config)
  expect(bytes).toBeGreaterThan(peak)
  expect(bytes).toBeLessThan(1.1 * peak)
})

// Peaks of the whole card, an NVIDIA H200: `viecap bench train --device webgpu --bucketed`.
it.each([
  ['GPT-2 small, batch 64', GPT2_SMALL, { batchSize: 64 }, 12.7e9],
  ['GPT-2 small, batch 8', GPT2_SMALL, { batchSize: 8 }, 7.35e9],
  ['4 layers x 256, batch 32', SMALL, { batchSize: 32 }, 0.997e9]
] as const)('does on a graphics card too: %s', (_, gpt, config, peak) => {
  const bytes = estimate(gpt, config, { ...TEXTS, device: 'webgpu' })
  expect(bytes).toBeGreaterThan(peak)
  expect(bytes).toBeLessThan(1.15 * peak)
})

it('grows with averaged weights, and where the state is too large for the kernels or on a card', () => {
  const plain = estimate(GPT2_SMALL, { batchSize: 8 })
  expect(estimate(GPT2_SMALL, { batchSize: 8, emaDecay: 0.99 })).toBeGreaterThan(plain)
  expect(estimate(GPT2_SMALL, { batchSize: 8 }, { ...TEXTS, device: 'cuda' })).toBe(
    plain + 4 * 4 * (124_439_808 + 513 * 3840 + 3841 * 7680)
  )
})

it('counts no more tokens than a caption may have, and batches by their tokens', () => {
  const long = { longest: 100_000, device: 'cpu' } as const
  const capped = estimate(SMALL, { maxCaptionTokens: 34, batchSize: 32 }, long)
  expect(capped).toBe(estimate(SMALL, { batchSize: 32 }))
  expect(estimate(SMALL, { batchTokens: 34 * 32 })).toBe(estimate(SMALL, { batchSize: 32 }))
})

it('counts the positions of retrieved captions, and no targets', () => {
  const plain = estimate(SMALL, { batchSize: 32 })
  const withPrompt = (retrievedTokens: number): number =>
    estimate(SMALL, { batchSize: 32, retrievedCaptions: 1, retrievedTokens }) - plain
  expect(withPrompt(34)).toBeGreaterThan(0)
  expect(withPrompt(68)).toBeGreaterThan(2 * withPrompt(34))
  // A caption as much longer has targets too.
  const longer = estimate(SMALL, { batchSize: 32 }, { longest: 204, device: 'cpu' }) - plain
  expect(withPrompt(34)).toBeLessThan(longer)
  expect(estimate(SMALL, { batchSize: 32, retrievedTokens: 34 })).toBe(plain)
})

it('counts the parameters of a GPT-2 whose MLP is not four times its width', () => {
  const innerSize = 300
  const { layers, width } = SMALL
  const parameters = SMALL.parameters - layers * (4 * width - innerSize) * (2 * width + 1)
  const narrow = { ...SMALL, parameters }
  const withRank = (loraRank: number): number =>
    estimate(narrow, { gptTraining: 'lora', loraRank }) - estimate(narrow, { gptTraining: 'lora' })
  // Rows and columns of four matrices; each with its gradient and two moments.
  const sides = 4 * width + 2 * width + 2 * (width + innerSize)
  const rank = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 }).loraRank
  expect(withRank(rank + 1)).toBe(4 * 4 * layers * sides)
})
