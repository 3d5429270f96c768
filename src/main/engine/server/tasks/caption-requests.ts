import type { RequestedImage } from '../../../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import { finiteVectors } from '../../captioner/embed/finite-vectors'
import { inReadyBatches } from '../../captioner/embed/in-ready-batches'
import { readAhead } from '../../captioner/embed/read-ahead'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { openCaptioning } from './open-captioning'
import type { FedTaskFunction } from './task'

/** Images embedded and searched together, at most; what comes meanwhile is in the next batch. */
const BATCH = 32

interface Embedded {
  image: RequestedImage
  vector: Float32Array
}

/**
 * Captions images for people who wait for them: a batch is what has come while the one before was
 * captioned. Each image is answered, and one that fails does not stop the others.
 */
export const captionRequests: FedTaskFunction<'captionRequests'> = async (
  { device: wanted, maxPixels, ...input },
  { emit, yieldNow, fed }
) => {
  const device = await chooseDevice(wanted)
  const opened = await openCaptioning(input, device, { weighs: true })
  const { writer, decoder, embedder } = opened
  const fail = ({ id }: RequestedImage, error: unknown) =>
    emit({ type: 'failed', id, error: toErrorInfo(error) })

  async function embed(images: readonly RequestedImage[], pixels: readonly Float32Array[]) {
    const embedded = await embedder.embedPixels(pixels, yieldNow)
    const { ids, vectors, refused } = finiteVectors([...images.keys()], embedded, input.clip)
    for (const { id, error } of refused) {
      const image = images[id]
      if (image) fail(image, error)
    }
    return ids.flatMap((id, row): Embedded[] => {
      const [image, vector] = [images[id], vectors[row]]
      return image && vector ? [{ image, vector }] : []
    })
  }

  /** @param group Images of the same settings. */
  async function write(group: readonly Embedded[]): Promise<void> {
    const [images, vectors] = [group.map(({ image }) => image), group.map(({ vector }) => vector)]
    const [first] = images
    if (!first) return
    const places = images.map(({ place }) => place)
    let next = 0
    try {
      for await (const caption of writer.write(decoder, vectors, first.decode, yieldNow, places)) {
        emit({ type: 'caption', id: images[next]?.id ?? 0, ...caption })
        next += 1
      }
    } catch (error) {
      // Found before anything is searched for; the other settings are good.
      if (!(error instanceof AppError) || error.code !== 'decode.stop-text') throw error
      for (const image of images) fail(image, error)
    }
  }

  try {
    emit({ type: 'ready', device })
    for await (const batch of inReadyBatches(readAhead(fed, embedder.reader, maxPixels), BATCH)) {
      emit({ type: 'batch', images: batch.length })
      const images: RequestedImage[] = []
      const pixels: Float32Array[] = []
      for (const image of batch) {
        if (image.pixels === null) fail(image, image.error)
        else {
          images.push(image)
          pixels.push(image.pixels)
        }
      }
      const embedded = await embed(images, pixels)
      const groups = Map.groupBy(embedded, ({ image }) => JSON.stringify(image.decode))
      for (const group of groups.values()) await write(group)
    }
  } finally {
    await opened.release()
  }
  return null
}
