import * as v from 'valibot'

/** Where the desktop's window was, in the pixels of Electron's displays, and how large its page. */
export const WindowPlace = v.object({
  x: v.number(),
  y: v.number(),
  width: v.number(),
  height: v.number(),
  maximized: v.boolean(),
  fullScreen: v.boolean(),
  /** Chromium's zoom level: 0 is the actual size, each step 20 %. */
  zoom: v.pipe(v.number(), v.minValue(-5), v.maxValue(5))
})
export type WindowPlace = v.InferOutput<typeof WindowPlace>
