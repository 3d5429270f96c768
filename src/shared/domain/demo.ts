import * as v from 'valibot'

const count = (byDefault: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), byDefault)

/** What a demo library is made from: a seed, and how many pictures and sentence pairs. */
export const DemoParams = v.object({
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)), 1),
  train: count(600),
  val: count(100),
  test: count(200),
  /** Pictures that are only drawn into a folder, to be captioned. */
  unseen: count(12),
  pairs: count(6000)
})
export type DemoParams = v.InferOutput<typeof DemoParams>
export type DemoInput = v.InferInput<typeof DemoParams>

export const DemoReport = v.object({
  images: v.number(),
  captions: v.number(),
  pairs: v.number(),
  /** Folder of the drawn files, and the one of the pictures without captions. */
  folder: v.string(),
  unseen: v.string()
})
export type DemoReport = v.InferOutput<typeof DemoReport>
