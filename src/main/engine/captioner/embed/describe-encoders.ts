import { createHash } from 'node:crypto'
import type { Encoder, Encoders, ImageOrientation } from '../../../../shared/domain'
import { readClipTokenizerJson } from '../../formats/tokenizers/clip-tokenizer'
import { readPreprocessing } from '../../formats/hugging-face/clip-preprocessor'
import type { ClipFolder } from '../../formats/hugging-face/hf-folder'
import { canonicalJson } from './canonical-json'

/**
 * Version of how vectors are computed. To be raised when the same files come to give other vectors
 * than before, beyond rounding; an option that changes them is a member of its own below.
 */
const FORMAT = 1

/**
 * What makes the vectors of each side of a CLIP: its weights, its sizes, and how images or
 * sentences are prepared for it. Throws what reading its files throws.
 */
export async function describeEncoders(
  { dir, config, towers }: Pick<ClipFolder, 'dir' | 'config' | 'towers'>,
  weights: string
): Promise<Required<Encoders>> {
  const { embeddingSize, vision, text } = config
  const common = { format: FORMAT, weights, embeddingSize }
  // Vectors of a side that the folder lacks can come from a file alone.
  const image = async (orientation: ImageOrientation) =>
    towers.includes('vision')
      ? { network: vision, preprocessing: await preparation(dir, vision.imageSize, orientation) }
      : { network: null }
  const sentence = towers.includes('text')
    ? { network: text, tokenizer: sha256(canonicalJson(await readClipTokenizerJson(dir))) }
    : { network: null }
  return {
    image: encoder({ ...common, ...(await image('upright')) }),
    storedImage: encoder({ ...common, ...(await image('stored')) }),
    sentence: encoder({ ...common, ...sentence })
  }
}

const preparation = async (dir: string, imageSize: number, orientation: ImageOrientation) => ({
  ...(await readPreprocessing(dir, imageSize, orientation)),
  filter: 'bicubic'
})

function encoder(parts: object): Encoder {
  const description = canonicalJson(parts)
  return { key: sha256(description), description }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
