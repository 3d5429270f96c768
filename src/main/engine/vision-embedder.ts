import type { DeviceName, PictureRef } from '../../shared/engine-protocol'
import type { ClipPreprocessing } from '../vision/clip-preprocess'
import { PictureReader } from '../vision/picture-reader'
import { openPictureEmbedder, type ClipEmbedder, type ClipSource } from './nn/clip-embedder'
import { readPreprocessing } from './weights/clip-preprocessor'
import { readClipFolder } from './weights/hf-folder'

/** A batch of pictures: embeddings of those that could be read, in the order of `ids`. */
export interface EmbeddedPictures {
  ids: number[]
  /** [embeddingSize] each, not normalised. */
  embeddings: Float32Array[]
  failed: { id: number; error: unknown }[]
}

const BATCH = 16

/** Embeds picture files with a CLIP model. */
export class PictureEmbedder {
  static async open(clipDir: string, device: DeviceName): Promise<PictureEmbedder> {
    const folder = await readClipFolder(clipDir, 'vision')
    const preprocessing = await readPreprocessing(clipDir, folder.config.vision.imageSize)
    return PictureEmbedder.of(folder, preprocessing, device)
  }

  static async of(
    folder: ClipSource,
    preprocessing: ClipPreprocessing,
    device: DeviceName
  ): Promise<PictureEmbedder> {
    const reader = new PictureReader(preprocessing)
    return new PictureEmbedder(folder, reader, await openPictureEmbedder(folder, device))
  }

  private constructor(
    readonly folder: ClipSource,
    readonly reader: PictureReader,
    readonly network: ClipEmbedder<Float32Array>
  ) {}

  /**
   * Embeds `pictures` in their order, a batch at a time. While the network works on one batch the
   * next is decoded. `breathe` is awaited before each batch; what it throws ends the work.
   */
  async *embed(
    pictures: readonly PictureRef[],
    breathe: () => Promise<void>
  ): AsyncGenerator<EmbeddedPictures> {
    let next = this.#prepare(pictures.slice(0, BATCH))
    for (let from = 0; from < pictures.length; from += BATCH) {
      const { ids, pixels, failed } = await next
      next = this.#prepare(pictures.slice(from + BATCH, from + 2 * BATCH))
      await breathe()
      yield { ids, embeddings: await this.#embedBatch(pixels), failed }
    }
  }

  /**
   * Embeddings of pictures that have been read, [embeddingSize] each, not normalised, a batch at a
   * time. `breathe` is awaited before each batch; what it throws ends the work.
   */
  async embedPixels(
    pictures: readonly Float32Array[],
    breathe: () => Promise<void>
  ): Promise<Float32Array[]> {
    const embeddings: Float32Array[] = []
    for (let from = 0; from < pictures.length; from += BATCH) {
      await breathe()
      embeddings.push(...(await this.#embedBatch(pictures.slice(from, from + BATCH))))
    }
    return embeddings
  }

  async release(): Promise<void> {
    await this.reader.close()
    await this.network.close()
  }

  async #embedBatch(pixels: readonly Float32Array[]): Promise<Float32Array[]> {
    if (pixels.length === 0) return []
    const values = await this.network.embed(pixels)
    const size = this.folder.config.embeddingSize
    return pixels.map((_, row) => values.slice(row * size, (row + 1) * size))
  }

  /** Pixels of the pictures that can be read. Never rejects. */
  async #prepare(pictures: readonly PictureRef[]) {
    const results = await mapLimited(pictures, this.reader.places, async ({ id, path }) => {
      try {
        return { id, pixels: await this.reader.read(path), error: null }
      } catch (error) {
        return { id, pixels: null, error }
      }
    })
    const read = results.flatMap(({ id, pixels }) => (pixels ? [{ id, pixels }] : []))
    return {
      ids: read.map(({ id }) => id),
      pixels: read.map(({ pixels }) => pixels),
      failed: results.flatMap(({ id, pixels, error }) => (pixels ? [] : [{ id, error }]))
    }
  }
}

/** `work` on every item, at most `limit` at a time; results in the order of the items. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
