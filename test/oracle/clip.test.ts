import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  openImageEmbedder,
  openSentenceEmbedder,
  type ItemEmbedder
} from '../../src/main/engine/captioner/embed/encoder-embedder'
import { loadClipTokenizer } from '../../src/main/engine/formats/tokenizers/clip-tokenizer'
import { readPreprocessing } from '../../src/main/engine/formats/hugging-face/clip-preprocessor'
import {
  readEncoderFolder,
  type EncoderFolder
} from '../../src/main/engine/formats/hugging-face/hf-folder'
import { openSafetensors } from '../../src/main/engine/formats/safetensors/safetensors'
import {
  cutToSize,
  decodeRgb,
  preprocessImage,
  type ClipPreprocessing
} from '../../src/main/vision/clip-preprocess'
import { oraclePath, readOracle } from '../fixtures/oracle'
import { describeOnDevice, device } from './device'

type Order = 'openai' | 'rgb_first'
interface ImageCase {
  file: string
  decoded: { grid_rows: number[]; grid_cols: number[]; grid: number[][][] }
  pixels_224: Partial<Record<Order, PixelGrid>>
  embeds: Partial<Record<Order, { image_embeds: number[] }>>
}
interface PixelGrid {
  grid_rows: number[]
  grid_cols: number[]
  /** [channel][row][column] */
  grid: number[][][]
}
const { images } = readOracle<{ images: ImageCase[] }>('clip', 'image_cases.json')
const text = readOracle<{ cases: { text: string; text_embeds: number[] }[] }>(
  'clip',
  'text_cases.json'
)
const similarity = readOracle<{
  logit_scale: number
  logits_per_image: number[][]
  rows: string[]
  cols: string[]
}>('clip', 'similarity.json')

/** Ours converts to RGB before it resizes, as Hugging Face does; where both agree there is one order. */
const orderOf = (image: ImageCase): Order => (image.embeds.rgb_first ? 'rgb_first' : 'openai')
const baseName = (image: ImageCase): string => image.file.replace('images/', '')
const pathOf = (image: ImageCase): string => oraclePath('clip', image.file)

/** JPEG decoders may differ by a level or two in places; PNG must be exact. */
const decoderSlack = (image: ImageCase): number => (image.file.endsWith('.jpg') ? 2 : 0)

/** A few times float32's rounding, relative to the largest value of the row. */
const networkTolerance = 1e-5

function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length)
  return largest(Array.from(actual, (value, index) => value - (expected[index] ?? NaN)))
}
const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
const relativeDifference = (actual: ArrayLike<number>, expected: ArrayLike<number>): number =>
  largestDifference(actual, expected) / largest(expected)

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
    Array.from(x).reduce((sum, value, index) => sum + value * (y[index] ?? NaN), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

describeOnDevice('CLIP', () => {
  let folder: EncoderFolder
  let preprocessing: ClipPreprocessing
  let imageEmbedder: ItemEmbedder<Float32Array>
  let sentences: ItemEmbedder<readonly number[]>
  beforeAll(async () => {
    folder = await readEncoderFolder(oraclePath('clip'))
    preprocessing = await readPreprocessing(folder.dir, folder.config.vision.imageSize, 'stored')
    imageEmbedder = await openImageEmbedder(folder, device)
    sentences = await openSentenceEmbedder(folder, device)
  })
  afterAll(async () => {
    await imageEmbedder.close()
    await sentences.close()
  })

  /** Rows of a batch. */
  function rowsOf(values: Float32Array): Float32Array[] {
    const width = folder.config.embeddingSize
    return Array.from({ length: values.length / width }, (_, row) =>
      values.subarray(row * width, (row + 1) * width)
    )
  }

  describe('CLIP images', () => {
    it.each(images)('$file is decoded as the reference does', async (image) => {
      const { data, width } = await decodeRgb(pathOf(image), 'stored')
      const { grid_rows, grid_cols, grid } = image.decoded
      const found = grid_rows.flatMap((row) =>
        grid_cols.flatMap((column) => [...data.subarray(3 * (row * width + column)).subarray(0, 3)])
      )
      expect(largestDifference(found, grid.flat(2))).toBeLessThanOrEqual(decoderSlack(image))
    })

    it.each(images)('$file is resized and cut byte for byte', async (image) => {
      const file = await openSafetensors(oraclePath('clip', 'pixel_values.safetensors'))
      const expected = await file.readBytes(`${baseName(image)}:${orderOf(image)}:u8`)
      const { data } = cutToSize(await decodeRgb(pathOf(image), 'stored'), preprocessing)
      expect(largestDifference(data, expected)).toBeLessThanOrEqual(decoderSlack(image))
    })

    it.each(images)('$file is normalised at 224 pixels', async (image) => {
      const size = 224
      const pixels = await preprocessImage(pathOf(image), {
        ...preprocessing,
        resize: { shorterSide: size },
        imageSize: size
      })
      const expected = image.pixels_224[orderOf(image)]
      const { grid_rows = [], grid_cols = [], grid = [] } = expected ?? {}
      const found = [0, 1, 2].flatMap((channel) =>
        grid_rows.flatMap((row) =>
          grid_cols.map((column) => pixels[(channel * size + row) * size + column] ?? NaN)
        )
      )
      const level = preprocessing.rescale / Math.min(...preprocessing.deviation)
      const slack = decoderSlack(image) * level + 1e-6
      expect(largestDifference(found, grid.flat(2))).toBeLessThanOrEqual(slack)
    })

    it('has the embeddings of the reference pixels, in one batch', async () => {
      const file = await openSafetensors(oraclePath('clip', 'pixel_values.safetensors'))
      const cases = images.flatMap((image) =>
        (['openai', 'rgb_first'] as const).flatMap((order) => {
          const embeds = image.embeds[order]
          return embeds ? [{ tensor: `${baseName(image)}:${order}`, ...embeds }] : []
        })
      )
      const pixels = await Promise.all(cases.map(({ tensor }) => file.readFloat32(tensor)))
      const embeddings = rowsOf(await imageEmbedder.embed(pixels))
      cases.forEach(({ image_embeds }, row) => {
        expect(relativeDifference(embeddings[row] ?? [], image_embeds)).toBeLessThan(
          networkTolerance
        )
      })
    })

    it.each(images)('$file has its embedding, from the file', async (image) => {
      const pixels = await preprocessImage(pathOf(image), preprocessing)
      const embedding = await imageEmbedder.embed([pixels])
      const expected = image.embeds[orderOf(image)]?.image_embeds ?? []
      expect(embedding).toHaveLength(expected.length)
      expect(cosine(embedding, expected)).toBeGreaterThan(0.9999)
    })
  })

  describe('CLIP sentences', () => {
    async function tokenised(): Promise<number[][]> {
      const tokenizer = await loadClipTokenizer(folder.dir, folder.config.text.contextLength)
      return text.cases.map((one) => tokenizer.encode(one.text).ids)
    }

    it(`have the embeddings of all ${text.cases.length} cases, one at a time`, async () => {
      for (const [index, ids] of (await tokenised()).entries()) {
        const expected = text.cases[index]?.text_embeds ?? []
        expect(relativeDifference(await sentences.embed([ids]), expected)).toBeLessThan(
          networkTolerance
        )
      }
    })

    it('have them in one padded batch as well', async () => {
      const embeddings = rowsOf(await sentences.embed(await tokenised()))
      text.cases.forEach(({ text_embeds }, row) => {
        expect(relativeDifference(embeddings[row] ?? [], text_embeds)).toBeLessThan(
          networkTolerance
        )
      })
    })
  })

  it('images and sentences lie as far apart as in the reference', async () => {
    const tokenizer = await loadClipTokenizer(folder.dir, folder.config.text.contextLength)
    const columns = rowsOf(
      await sentences.embed(similarity.cols.map((sentence) => tokenizer.encode(sentence).ids))
    )
    const file = await openSafetensors(oraclePath('clip', 'pixel_values.safetensors'))
    const pixels = similarity.rows.map((name) => file.readFloat32(`${name}:openai`))
    const rows = rowsOf(await imageEmbedder.embed(await Promise.all(pixels)))
    const scale = Math.exp(similarity.logit_scale)
    const logits = rows.flatMap((row) => columns.map((column) => scale * cosine(row, column)))
    expect(relativeDifference(logits, similarity.logits_per_image.flat())).toBeLessThan(1e-5)
  })
})
