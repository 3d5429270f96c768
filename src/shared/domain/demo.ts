import * as v from 'valibot'
import { whole } from './bounds'

const count = (byDefault: number) => v.optional(whole(1, 100_000), byDefault)

/** What a demo library is made from: a seed, and how many images and sentence pairs. */
export const DemoParams = v.object({
  seed: v.optional(whole(0, 2 ** 31 - 1), 1),
  train: count(600),
  val: count(100),
  test: count(200),
  /** Images that are only drawn into a folder, to be captioned. */
  unseen: count(12),
  pairs: count(6000)
})
export type DemoParams = v.InferOutput<typeof DemoParams>
export type DemoInput = v.InferInput<typeof DemoParams>

export const DemoReport = v.object({
  images: v.number(),
  captions: v.number(),
  pairs: v.number(),
  /** Folder of the drawn files, and the one of the images without captions. */
  folder: v.string(),
  unseen: v.string()
})
export type DemoReport = v.InferOutput<typeof DemoReport>
