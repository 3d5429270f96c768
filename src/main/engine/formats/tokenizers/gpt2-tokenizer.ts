import { join } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { makeTokenizer } from './byte-level-bpe'
import {
  findTokenizerJson,
  readEndOfTextId,
  readSpecials,
  readVocabulary,
  type Specials,
  type TokenizerJson
} from './tokenizer-files'

export interface GptTokenizer {
  /** How many tokens it knows; the model's embedding table may have more or fewer rows. */
  size: number
  endOfTextId: number
  /** Token ids of `text`; no special token is added, but one that `text` spells out is found. */
  encode(text: string): number[]
  /** The text of `ids`; broken UTF-8 becomes U+FFFD, ids that no token has are left out. */
  decode(ids: readonly number[], options?: { skipSpecial?: boolean }): string
  /** The id of the one token that `text` is, or null if it is more than one. */
  tokenId(text: string): number | null
  /** The id of each token. */
  vocabulary(): ReadonlyMap<string, number>
}

/**
 * The tokenizer of a GPT-2 folder: `tokenizer.json`, or `vocab.json` and `merges.txt`.
 * Throws `model.file-missing` or `model.bad-file`.
 */
export async function loadGptTokenizer(dir: string): Promise<GptTokenizer> {
  const specials = await readSpecials(dir)
  const json = (await findTokenizerJson(dir)) ?? (await assemble(dir, specials))
  const tokenizer = makeTokenizer(dir, json)

  const endOfTextId =
    (specials.eos_token ? tokenizer.token_to_id(specials.eos_token) : undefined) ??
    (await readEndOfTextId(dir))
  if (endOfTextId === null) {
    throw new AppError('model.bad-file', {
      path: join(dir, 'tokenizer_config.json'),
      detail: 'no end-of-text token (eos_token) is named'
    })
  }

  const encode = (text: string): number[] =>
    tokenizer.encode(text, { add_special_tokens: false }).ids
  return {
    size: tokenizer.get_vocab().size,
    endOfTextId,
    encode,
    decode(ids, { skipSpecial = false } = {}) {
      const known = ids.filter((id) => tokenizer.id_to_token(id) !== undefined)
      if (known.length === 0) return ''
      return tokenizer.decode(known, {
        skip_special_tokens: skipSpecial,
        clean_up_tokenization_spaces: false
      })
    },
    tokenId(text) {
      const [id, ...rest] = encode(text)
      return id !== undefined && rest.length === 0 ? id : null
    },
    vocabulary: () => tokenizer.get_vocab()
  }
}

/** The token that a GPT-2 uses for every special token that its files do not name. */
const GPT_END = '<|endoftext|>'

/** What `tokenizer.json` would say, from the older pair of files. */
async function assemble(dir: string, specials: Specials): Promise<TokenizerJson> {
  const { vocab, merges, added } = await readVocabulary(dir)
  const { bos_token, eos_token, unk_token, pad_token } = specials
  const named = [bos_token ?? GPT_END, eos_token ?? GPT_END, unk_token ?? GPT_END, pad_token]
  const whole = new Map(added.map((token) => [token.content, token]))
  const ids = [...Object.values(vocab), ...added.map(({ id }) => id)]
  let next = ids.reduce((most, id) => Math.max(most, id + 1), 0)
  for (const content of named.filter((token) => typeof token === 'string')) {
    const given = Object.hasOwn(vocab, content) ? vocab[content] : undefined
    // Hugging Face puts a special token that no file gives an id behind all the others.
    const id = whole.get(content)?.id ?? given ?? next++
    whole.set(content, { id, content, special: true })
  }
  const byteLevel = {
    type: 'ByteLevel',
    add_prefix_space: specials.add_prefix_space ?? false,
    trim_offsets: false
  }
  return {
    added_tokens: [...whole.values()].map((token) => ({ ...token, normalized: false })),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: byteLevel,
    decoder: byteLevel,
    model: { type: 'BPE', vocab, merges, unk_token: null }
  }
}
