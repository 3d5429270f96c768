import * as v from 'valibot'
import { text, whole } from './bounds'

/**
 * How captions are searched for. What each option does and where its default comes from is in
 * `decode-settings.ts`. One that the method does not use is idle.
 */
export const DecodeOptions = v.object({
  method: v.optional(v.picklist(['greedy', 'nucleus', 'beam', 'clipcap']), 'clipcap'),
  beams: v.optional(whole(1, 64), 15),
  lengthPenalty: v.optional(v.pipe(v.number(), v.minValue(-10), v.maxValue(10)), 1),
  earlyStop: v.optional(v.picklist(['full', 'likely', 'never']), 'likely'),
  temperature: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(100)), 1),
  topP: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.8),
  topK: v.optional(whole(0, 100_000), 0),
  seed: v.optional(whole(0, 2 ** 31 - 1), 42),
  maxTokens: v.optional(whole(1, 1024), 67),
  samples: v.optional(whole(1, 64), 1),
  minTokens: v.optional(whole(0, 1024), 0),
  repetitionPenalty: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(100)), 1),
  noRepeatNgram: v.optional(whole(0, 100), 0),
  /**
   * Text whose single token ends a caption. The model's end-of-text token ends it as well; '' leaves
   * that one alone. Null stops as the captioner was trained: see `stopTextOf`.
   */
  stopText: v.optional(v.nullable(text(100)), null),
  choice: v.optional(v.picklist(['score', 'cider', 'bleu', 'clip']), 'score'),
  clipWeight: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.5),
  projectionTemperature: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0)
})
export type DecodeOptions = v.InferOutput<typeof DecodeOptions>
