import { readImageInfo } from './image-info'
import { perceptualHash } from './perceptual-hash'
import { drawingToJpeg, drawingToPng } from './raster'
import { scaledJpeg } from './scaled-jpeg'
import { imageForBrowser, makeThumbnail } from './thumbnail'

/** What the image process is asked for. */
export const imageTasks = {
  readImageInfo,
  perceptualHash,
  makeThumbnail,
  imageForBrowser,
  scaledJpeg,
  drawingToJpeg,
  drawingToPng
}

export type ImageTasks = typeof imageTasks
export type ImageTask = keyof ImageTasks

/** One call of the table. */
export interface ImageRequest {
  task: ImageTask
  input: readonly unknown[]
}

export const runImageTask = ({ task, input }: ImageRequest): Promise<unknown> =>
  (imageTasks[task] as (...input: readonly unknown[]) => Promise<unknown>)(...input)
