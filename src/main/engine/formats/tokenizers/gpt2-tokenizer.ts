import { makeTokenizer, type BytePairTokenizer } from './byte-level-bpe'
import {
  findTokenizerJson,
  readAddedTokens,
  readSpecials,
  readTable,
  readVocabulary,
  type Specials,
  type TokenizerJson
} from './tokenizer-files'

export interface GptTokenizer {
  /** How many tokens it knows; the model's embedding table may have more or fewer rows. */
  size: number
  /** In the model's table, or the next row behind it that the tokenizer leaves free. */
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
  const found = await findTokenizerJson(dir)
  const json = found ? await withAddedTokens(dir, found) : await assemble(dir, specials)
  const tokenizer = makeTokenizer(dir, json)
  const endOfTextId = chooseEndOfText(tokenizer, specials.eos_token, {
    ...(await readTable(dir)),
    wholeTokens: new Set(json.added_tokens.map(({ id }) => id))
  })

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

/** The rest of an `added_tokens.json`, whose tokens the newer file may lack. */
async function withAddedTokens(dir: string, json: TokenizerJson): Promise<TokenizerJson> {
  const known = new Set([
    ...Object.keys(json.model.vocab),
    ...json.added_tokens.map(({ content }) => content)
  ])
  const missing = (await readAddedTokens(dir)).filter(({ content }) => !known.has(content))
  const added = missing.map((token) => ({ ...token, normalized: false }))
  return { ...json, added_tokens: [...json.added_tokens, ...added] }
}

/**
 * The id of the end of text: that of its token if the table has a row for it, else what the model's
 * configuration says, unless that is an ordinary token; else a row behind the table, which training
 * adds. Where no token is named, the configuration is believed.
 */
function chooseEndOfText(
  tokenizer: BytePairTokenizer,
  token: string | null | undefined,
  table: { rows: number; configured: number | null; wholeTokens: ReadonlySet<number> }
): number {
  const { rows, configured, wholeTokens } = table
  if (!token && configured !== null) return configured
  const named = tokenizer.token_to_id(token ?? GPT_END)
  if (named !== undefined && named < rows) return named
  if (configured !== null && configured < rows) {
    const content = tokenizer.id_to_token(configured)
    const special = content === undefined || wholeTokens.has(configured) || /^<\S+>$/.test(content)
    if (special) return configured
  }
  return named ?? Math.max(rows, tokenizer.get_vocab().size)
}

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
