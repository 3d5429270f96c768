import type { ComputedWeights, ImageOrientation } from '../../../../shared/domain'
import type { DeviceName, ImageRef } from '../../../../shared/engine-protocol'
import type { ClipPreprocessing } from '../../../vision/clip-preprocess'
import { ImageReader } from '../../../vision/image-reader'
import { finiteVectors } from './finite-vectors'
import { openImageEmbedder, type ItemEmbedder, type EncoderSource } from './encoder-embedder'
import { readPreprocessing } from '../../formats/hugging-face/clip-preprocessor'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'

/** A batch of images: finite embeddings of those that could be read, in the order of `ids`. */
export interface EmbeddedImages {
  ids: number[]
  /** [embeddingSize] each, not normalised. */
  embeddings: Float32Array[]
  failed: { id: number; error: unknown }[]
}

const BATCH = 16

/** Embeds image files with an encoder. */
export class ImageEmbedder {
  static async open(
    clipDir: string,
    orientation: ImageOrientation,
    device: DeviceName,
    weights: ComputedWeights = 'float32'
  ): Promise<ImageEmbedder> {
    const folder = await readEncoderFolder(clipDir, 'vision')
    const { imageSize } = folder.config.vision
    const preprocessing = await readPreprocessing(clipDir, imageSize, orientation)
    return ImageEmbedder.of(folder, preprocessing, device, { path: clipDir, weights })
  }

  static async of(
    folder: EncoderSource,
    preprocessing: ClipPreprocessing,
    device: DeviceName,
    { path = '', weights = 'float32' }: { path?: string; weights?: ComputedWeights } = {}
  ): Promise<ImageEmbedder> {
    const reader = new ImageReader(preprocessing)
    const network = await openImageEmbedder(folder, device, weights)
    return new ImageEmbedder(folder, reader, network, path)
  }

  private constructor(
    readonly folder: EncoderSource,
    readonly reader: ImageReader,
    readonly network: ItemEmbedder<Float32Array>,
    /** Folder of the model, for saying which one an error concerns. */
    readonly path: string
  ) {}

  /**
   * Embeds `images` in their order, a batch at a time. While the network works on one batch the
   * next is decoded. `breathe` is awaited before each batch; what it throws ends the work.
   */
  async *embed(
    images: readonly ImageRef[],
    breathe: () => Promise<void>
  ): AsyncGenerator<EmbeddedImages> {
    let next = this.#prepare(images.slice(0, BATCH))
    for (let from = 0; from < images.length; from += BATCH) {
      const { ids, pixels, failed } = await next
      next = this.#prepare(images.slice(from + BATCH, from + 2 * BATCH))
      await breathe()
      const made = finiteVectors(ids, await this.#embedBatch(pixels), this.path)
      yield { ids: made.ids, embeddings: made.vectors, failed: [...failed, ...made.refused] }
    }
  }

  /**
   * Embeddings of images that have been read, [embeddingSize] each, not normalised, a batch at a
   * time. `breathe` is awaited before each batch; what it throws ends the work.
   */
  async embedPixels(
    images: readonly Float32Array[],
    breathe: () => Promise<void>
  ): Promise<Float32Array[]> {
    const embeddings: Float32Array[] = []
    for (let from = 0; from < images.length; from += BATCH) {
      await breathe()
      embeddings.push(...(await this.#embedBatch(images.slice(from, from + BATCH))))
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

  /** Pixels of the images that can be read. Never rejects. */
  async #prepare(images: readonly ImageRef[]) {
    const results = await mapLimited(images, this.reader.places, async ({ id, path }) => {
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
