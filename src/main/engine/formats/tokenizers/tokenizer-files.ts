import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import { MAX_TOKENS, TokenId } from '../hugging-face/config-fields'
import { findJson, findText } from '../weights/json-file'

/** Longest piece that a tokenizer puts before or behind parts of words. */
const Affix = v.nullish(v.pipe(v.string(), v.maxLength(64)))

const isTable = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && !Array.isArray(input)

/** Token to id. Not `v.record`, which loses the ordinary words `constructor` and `prototype`. */
const Vocabulary = v.custom<Record<string, number>>(
  (input) => isTable(input) && Object.values(input as object).every((id) => v.is(TokenId, id)),
  `a table of token ids up to ${MAX_TOKENS} is needed`
)
const AddedToken = v.looseObject({ id: TokenId, content: v.string() })

/** The model of byte pairs (Sennrich et al., 2016). */
export const BytePairModel = v.looseObject({
  type: v.optional(v.literal('BPE'), 'BPE'),
  vocab: Vocabulary,
  end_of_word_suffix: Affix,
  continuing_subword_suffix: Affix,
  merges: v.array(v.union([v.string(), v.tuple([v.string(), v.string()])]))
})

/** What we look at of `tokenizer.json`; the rest is the tokenizer package's own matter. */
export const tokenizerJson = <M extends v.GenericSchema>(model: M) =>
  v.looseObject({
    added_tokens: v.optional(v.array(AddedToken), []),
    normalizer: v.unknown(),
    pre_tokenizer: v.unknown(),
    post_processor: v.unknown(),
    decoder: v.unknown(),
    model
  })
const TokenizerJson = tokenizerJson(BytePairModel)
export type TokenizerJson = v.InferOutput<typeof TokenizerJson>

const SpecialToken = v.union([
  v.string(),
  v.pipe(
    v.looseObject({ content: v.string() }),
    v.transform(({ content }) => content)
  )
])
const Specials = v.looseObject({
  bos_token: v.nullish(SpecialToken),
  eos_token: v.nullish(SpecialToken),
  unk_token: v.nullish(SpecialToken),
  pad_token: v.nullish(SpecialToken),
  add_prefix_space: v.nullish(v.boolean())
})
export type Specials = v.InferOutput<typeof Specials>

/** The special tokens that `tokenizer_config.json` names, or else `special_tokens_map.json`. */
export async function readSpecials(dir: string): Promise<Specials> {
  const map = await findJson(dir, 'special_tokens_map.json', Specials)
  const config = await findJson(dir, 'tokenizer_config.json', Specials)
  const named = Object.entries(config ?? {}).filter(([, value]) => value !== null)
  return { ...map, ...Object.fromEntries(named) }
}

/** `tokenizer.json` of the folder, or null where it has none. Throws `model.bad-file`. */
export const findTokenizerJson = (dir: string): Promise<TokenizerJson | null> =>
  findJson(dir, 'tokenizer.json', TokenizerJson)

/** A token that is found in a text as a whole, before the text is cut into words. */
interface WholeToken {
  id: number
  content: string
  special: boolean
}

const AddedTokensDecoder = v.looseObject({
  added_tokens_decoder: v.optional(
    v.record(
      // The id, which is the key, as it is written.
      v.pipe(
        v.string(),
        v.digits(),
        v.check((text) => v.is(TokenId, Number(text)), 'not a token id')
      ),
      v.looseObject({ content: v.string(), special: v.optional(v.boolean(), false) })
    ),
    {}
  )
})

/**
 * The byte-pair model of `vocab.json` and `merges.txt`, with the tokens that `added_tokens.json` or
 * `tokenizer_config.json` add to it. Throws `model.file-missing`.
 */
export async function readVocabulary(dir: string) {
  const text = await findText(dir, 'merges.txt')
  const vocab = await findJson(dir, 'vocab.json', Vocabulary)
  if (text === null || vocab === null) {
    // The one file that would do without the other two.
    throw new AppError('model.file-missing', { path: dir, file: 'tokenizer.json' })
  }
  const lines = text.split(/\r?\n/)
  if (lines[0]?.startsWith('#version')) lines.shift()
  const merges = lines.filter((line) => line !== '')
  return { vocab, merges, added: await readAddedTokens(dir) }
}

/** Tokens that `added_tokens.json` or `tokenizer_config.json` add. Throws `model.bad-file`. */
export async function readAddedTokens(dir: string): Promise<WholeToken[]> {
  const table = await findJson(dir, 'added_tokens.json', Vocabulary)
  const config = await findJson(dir, 'tokenizer_config.json', AddedTokensDecoder)
  const byContent = new Map<string, WholeToken>()
  for (const [content, id] of Object.entries(table ?? {})) {
    byContent.set(content, { id, content, special: false })
  }
  for (const [id, { content, special }] of Object.entries(config?.added_tokens_decoder ?? {})) {
    byContent.set(content, { id: Number(id), content, special })
  }
  return [...byContent.values()]
}

const Table = v.looseObject({
  vocab_size: v.optional(TokenId, MAX_TOKENS),
  eos_token_id: v.nullish(TokenId)
})

/** Rows of the token table, and `eos_token_id` or null, as the folder's `config.json` says. */
export async function readTable(dir: string): Promise<{ rows: number; configured: number | null }> {
  const table = await findJson(dir, 'config.json', Table)
  return { rows: table?.vocab_size ?? MAX_TOKENS, configured: table?.eos_token_id ?? null }
}
