import type { DeviceName } from '../../../../shared/engine-protocol'
import type { EncoderShape } from '../../../../shared/model-specs/encoder'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'
import { loadSentenceTokenizer } from '../../formats/tokenizers/load-sentence-tokenizer'
import type { SentenceTokenizer } from '../../formats/tokenizers/sentence-tokenizer'
import { openSentenceEmbedder, type ItemEmbedder } from './encoder-embedder'

/** What embeds sentences, with the device it was made for. */
export interface SentenceEncoder {
  device: DeviceName
  config: EncoderShape
  tokenizer: SentenceTokenizer
  embedder: ItemEmbedder<readonly number[]>
}

/** Opens the text tower of the encoder in the folder `clip`. */
export async function openSentenceEncoder(
  clip: string,
  device: DeviceName
): Promise<SentenceEncoder> {
  const folder = await readEncoderFolder(clip, 'text')
  const tokenizer = await loadSentenceTokenizer(clip, folder.config)
  const embedder = await openSentenceEmbedder(folder, device)
  return { device, config: folder.config, tokenizer, embedder }
}
