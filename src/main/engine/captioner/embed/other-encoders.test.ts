import { describe, expect, it } from 'vitest'
import { encoderPath, expectedEncoding, otherEncoders } from '../../../../../test/fixtures/encoders'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { preprocessImage } from '../../../vision/clip-preprocess'
import { readPreprocessing } from '../../formats/hugging-face/clip-preprocessor'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'
import { loadSentenceTokenizer } from '../../formats/tokenizers/load-sentence-tokenizer'
import { openImageEmbedder, openSentenceEmbedder } from './encoder-embedder'

/** JPEG decoders may differ by a level or two in places; PNG must be exact. */
const slack = (file: string): number => (file.endsWith('.jpg') ? 0.02 : 1e-5)

/** The largest difference, relative to the largest value. */
function difference(found: ArrayLike<number>, wanted: readonly number[]): number {
  expect(found.length).toBe(wanted.length)
  const most = Math.max(...wanted.map(Math.abs))
  return Math.max(...wanted.map((value, index) => Math.abs(value - (found[index] ?? NaN)))) / most
}

describe.each(otherEncoders)('%s', (name) => {
  const dir = encoderPath(name)
  const expected = expectedEncoding(name)

  it('has the token ids of Transformers', async () => {
    const { config } = await readEncoderFolder(dir, 'text')
    const tokenizer = await loadSentenceTokenizer(dir, config)
    for (const { text, ids, tokens } of expected.sentences) {
      expect({ text, ...tokenizer.encode(text) }).toEqual({
        ...{ text, ids, tokens },
        truncated: tokens > config.text.contextLength
      })
    }
  })

  it('has the sentence embeddings of Transformers, alone and in a batch', async () => {
    const folder = await readEncoderFolder(dir, 'text')
    const embedder = await openSentenceEmbedder(folder, 'cpu')
    const { embeddingSize } = folder.config
    const batch = await embedder.embed(expected.sentences.map(({ ids }) => ids))
    for (const [row, { ids, embedding }] of expected.sentences.entries()) {
      expect(difference(await embedder.embed([ids]), embedding)).toBeLessThan(1e-5)
      const inBatch = batch.subarray(row * embeddingSize, (row + 1) * embeddingSize)
      expect(difference(inBatch, embedding)).toBeLessThan(1e-5)
    }
    await embedder.close()
  })

  it('has the pixels and image embeddings of Transformers', async () => {
    const folder = await readEncoderFolder(dir, 'vision')
    const { imageSize } = folder.config.vision
    const preprocessing = await readPreprocessing(dir, imageSize, 'stored')
    const embedder = await openImageEmbedder(folder, 'cpu')
    for (const { file, pixels, embedding } of expected.images) {
      const image = await preprocessImage(oraclePath('clip', 'images', file), preprocessing)
      for (const [channel, row, column, value] of pixels) {
        const found = image[(channel * imageSize + row) * imageSize + column] ?? NaN
        expect(Math.abs(found - value)).toBeLessThan(slack(file))
      }
      expect(difference(await embedder.embed([image]), embedding)).toBeLessThan(slack(file))
    }
    await embedder.close()
  })
})
