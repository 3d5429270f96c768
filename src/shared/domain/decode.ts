import * as v from 'valibot'

/** How captions are searched for. Defaults are the recipe's (`recipe.md`, Captioning). */
export const DecodeOptions = v.object({
  method: v.optional(v.picklist(['greedy', 'beam']), 'beam'),
  /** Beams kept at each step; 1 to 64. */
  beams: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)), 15),
  /** Most tokens of a caption. */
  maxTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024)), 67),
  /** Text whose single token ends a caption. The model's end-of-text token ends it as well. */
  stopText: v.optional(v.string(), '.')
})
export type DecodeOptions = v.InferOutput<typeof DecodeOptions>
