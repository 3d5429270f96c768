import { join } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { makeTokenizer } from './byte-level-bpe'
import { cutToContext } from './cut-to-context'
import type { SentenceTokenizer } from './sentence-tokenizer'
import {
  findTokenizerJson,
  readSpecials,
  readVocabulary,
  type Specials,
  type TokenizerJson
} from './tokenizer-files'
import { clipWords, whiteSpace } from './tokenizer-steps'

/**
 * The tokenizer of a CLIP folder: `tokenizer.json`, or `vocab.json` and `merges.txt`.
 * `contextLength` is the length of the model's position table. Throws `model.file-missing` or
 * `model.bad-file`.
 */
export async function loadClipTokenizer(
  dir: string,
  contextLength: number
): Promise<SentenceTokenizer> {
  const tokenizer = makeTokenizer(dir, await readClipTokenizerJson(dir))
  return {
    encode(text) {
      // JavaScript lower-cases a Σ that ends a word to ς, the reference every Σ to σ.
      return cutToContext(tokenizer.encode(text.replaceAll('Σ', 'σ')).ids, contextLength)
    }
  }
}

/** What makes the tokenizer of a CLIP folder, in the layout of `tokenizer.json`. Throws as the above. */
export const readClipTokenizerJson = async (dir: string): Promise<TokenizerJson> =>
  (await findTokenizerJson(dir)) ?? (await assemble(dir, await readSpecials(dir)))

/** What `tokenizer.json` would say, from the older pair of files. */
async function assemble(dir: string, specials: Specials): Promise<TokenizerJson> {
  const { vocab, merges } = await readVocabulary(dir)
  const start = specials.bos_token ?? '<|startoftext|>'
  const end = specials.eos_token ?? '<|endoftext|>'
  const idOf = (token: string): number => {
    const id = Object.hasOwn(vocab, token) ? vocab[token] : undefined
    if (id !== undefined) return id
    const detail = `it lacks the token ${token}`
    throw new AppError('model.bad-file', { path: join(dir, 'vocab.json'), detail })
  }
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true }
  return {
    added_tokens: [start, end].map((content) => ({
      id: idOf(content),
      content,
      special: true,
      normalized: false
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: whiteSpace }, content: ' ' },
        { type: 'Lowercase' }
      ]
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: clipWords }, behavior: 'Removed', invert: true },
        byteLevel
      ]
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: [end, idOf(end)],
      cls: [start, idOf(start)],
      trim_offsets: false,
      add_prefix_space: false
    },
    decoder: byteLevel,
    model: { type: 'BPE', vocab, merges, unk_token: end, end_of_word_suffix: '</w>' }
  }
}
