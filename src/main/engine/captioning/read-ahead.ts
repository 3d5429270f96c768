import type { PictureRef } from '../../../shared/engine-protocol'
import type { PictureReader } from '../../vision/picture-reader'
import { readPixelCount } from '../../vision/picture-size'
import { Gate } from './gate'

/** A picture as CLIP takes it, or why it could not be read. */
export type ReadPicture = { id: number } &
  /** [3, imageSize, imageSize], float32. */
  ({ pixels: Float32Array } | { pixels: null; error: unknown })

/** Pictures that may be ready or on their way: two batches, at 0.6 MB each for 224 pixels. */
const AHEAD = 64
/** Pixels decoded at once, 3 bytes or more each; a picture with more is decoded by itself. */
const PIXELS = 50_000_000

/**
 * Reads pictures while earlier ones are worked on; they come in the order of `pictures`. At most
 * `AHEAD` of them are held, and `PIXELS` decoded at once, however many there are. Nothing of a
 * picture makes it throw; `pictures` may.
 */
export async function* readAhead(
  pictures: AsyncIterable<PictureRef>,
  reader: PictureReader
): AsyncGenerator<ReadPicture> {
  const gate = new Gate(reader.places, PIXELS)
  const queue: Promise<ReadPicture>[] = []
  let ended = false
  let failure: unknown = null
  let wake = (): void => undefined
  /** The reader and the pump wait for each other by it; both look again after each change. */
  const change = () => new Promise<void>((resolve) => (wake = resolve))

  const pump = async (): Promise<void> => {
    try {
      for await (const picture of pictures) {
        queue.push(readPicture(picture, reader, gate))
        wake()
        while (queue.length >= AHEAD && !ended) await change()
        if (ended) return
      }
    } catch (error) {
      failure = error
    }
    ended = true
    wake()
  }

  void pump()
  try {
    for (;;) {
      const next = queue.shift()
      if (next) {
        wake()
        yield await next
      } else if (failure !== null) throw failure
      else if (ended) return
      else await change()
    }
  } finally {
    ended = true
    wake()
    await Promise.all(queue)
  }
}

/** Never rejects. */
async function readPicture(
  { id, path }: PictureRef,
  reader: PictureReader,
  gate: Gate
): Promise<ReadPicture> {
  const read = async (weight: number): Promise<ReadPicture> => ({
    id,
    pixels: await gate.run(weight, () => reader.read(path))
  })
  try {
    return await read(await readPixelCount(path))
  } catch {
    // By itself, since libvips mixes up the reasons of pictures that fail at the same time.
    return read(PIXELS).catch((error: unknown) => ({ id, pixels: null, error }))
  }
}
