import { createHash } from 'node:crypto'
import type { Encoder, Encoders, ImageOrientation } from '../../../../shared/domain'
import { describeSentenceTokenizer } from '../../formats/tokenizers/load-sentence-tokenizer'
import { readPreprocessing } from '../../formats/hugging-face/clip-preprocessor'
import type { EncoderFolder } from '../../formats/hugging-face/hf-folder'
import { canonicalJson } from './canonical-json'

/**
 * Version of how vectors are computed. To be raised when the same files come to give other vectors
 * than before, beyond rounding; an option that changes them is a member of its own below.
 */
const FORMAT = 1

/**
 * What makes the vectors of each side of an encoder: its weights, its sizes, and how images or
 * sentences are prepared for it. Throws what reading its files throws.
 */
export async function describeEncoders(
  { dir, config, towers }: Pick<EncoderFolder, 'dir' | 'config' | 'towers'>,
  weights: string
): Promise<Required<Encoders>> {
  const { family, embeddingSize, vision, text } = config
  // A CLIP's descriptions, and with them its keys, are those of the time when there was nothing else.
  const kind = family === 'clip' ? {} : { family }
  const common = { format: FORMAT, weights, embeddingSize, ...kind }
  // Vectors of a side that the folder lacks can come from a file alone.
  const image = async (orientation: ImageOrientation) =>
    towers.includes('vision')
      ? {
          network: vision,
          preprocessing: await readPreprocessing(dir, vision.imageSize, orientation)
        }
      : { network: null }
  const sentence = towers.includes('text')
    ? {
        network: text,
        tokenizer: sha256(canonicalJson(await describeSentenceTokenizer(dir, family)))
      }
    : { network: null }
  return {
    image: encoder({ ...common, ...(await image('upright')) }),
    storedImage: encoder({ ...common, ...(await image('stored')) }),
    sentence: encoder({ ...common, ...sentence })
  }
}

function encoder(parts: object): Encoder {
  const description = canonicalJson(parts)
  return { key: sha256(description), description }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
