import { AppError } from '../../../../shared/errors'
import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'

/**
 * What each token writes, by its id: the bytes of its UTF-8 as characters from U+0000 to U+00FF,
 * since a token may end within a character. Special tokens write nothing. Throws
 * `model.tokenizer-not-bytes` for a tokenizer that writes its tokens otherwise.
 */
export function tokenTexts(tokenizer: GptTokenizer, path: string): string[] {
  const texts: (string | undefined)[] = []
  for (const [token, id] of tokenizer.vocabulary()) {
    const shown = tokenizer.decode([id], { skipSpecial: true })
    const bytes = byteLevel(token)
    const text = bytes && Buffer.from(bytes, 'latin1').toString('utf8')
    if (shown === '') texts[id] = ''
    else if (bytes !== null && text === shown) texts[id] = bytes
    else if (shown === token) texts[id] = Buffer.from(token, 'utf8').toString('latin1')
    else throw new AppError('model.tokenizer-not-bytes', { path, token })
  }
  // Ids that no token has write nothing, as in `decode`.
  return Array.from(texts, (text) => text ?? '')
}

/** GPT-2's table (`bytes_to_unicode`): bytes that are no visible character stand for others. */
const byteOf = new Map<string, number>()
{
  const visible = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255)
  let next = 256
  for (let byte = 0; byte < 256; byte++) {
    byteOf.set(String.fromCharCode(visible(byte) ? byte : next++), byte)
  }
}

/** The bytes that a byte-level token stands for; null for one that is none. */
function byteLevel(token: string): string | null {
  let bytes = ''
  for (const character of token) {
    const byte = byteOf.get(character)
    if (byte === undefined) return null
    bytes += String.fromCharCode(byte)
  }
  return bytes
}
