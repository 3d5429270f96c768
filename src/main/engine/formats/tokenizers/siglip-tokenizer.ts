import { makeTokenizer } from './byte-level-bpe'
import { cutToContext } from './cut-to-context'
import { readPieceTokenizerJson, requireToken } from './piece-tokenizer-file'
import type { SentenceTokenizer } from './sentence-tokenizer'
import { readSpecials } from './tokenizer-files'

/**
 * The tokenizer of a SigLIP, whose ids always fill the context: the text's tokens, the end of text,
 * padding. SigLIP 2's is Gemma's. Throws `model.file-missing`, `model.bad-file` or
 * `model.slow-pattern`.
 */
export async function loadSiglipTokenizer(
  dir: string,
  contextLength: number
): Promise<SentenceTokenizer> {
  const json = await readPieceTokenizerJson(dir)
  const tokenizer = makeTokenizer(dir, json)
  const byPieces = json.model.type === 'Unigram'
  const { eos_token } = await readSpecials(dir)
  const end = requireToken(dir, tokenizer, eos_token ?? (byPieces ? '</s>' : '<eos>'))
  const padding = requireToken(dir, tokenizer, await readPaddingToken(dir))
  const canonical = byPieces ? asFirstSiglip : lowerCased
  return {
    encode(text) {
      const { ids } = tokenizer.encode(canonical(text), { add_special_tokens: false })
      const cut = cutToContext([...ids, end], contextLength)
      const rest = new Array<number>(contextLength - cut.ids.length).fill(padding)
      return { ...cut, ids: [...cut.ids, ...rest] }
    }
  }
}

/** The token that fills the context: the end of text in the first SigLIP, one of its own in the second. */
export async function readPaddingToken(dir: string): Promise<string> {
  const { pad_token, eos_token } = await readSpecials(dir)
  return pad_token ?? eos_token ?? '</s>'
}

/** What SigLIP 2 was trained on. As in Transformers, a Σ at the end of a word is one like the others. */
const lowerCased = (text: string): string => text.replaceAll('Σ', 'σ').toLowerCase()

/** Python's `string.punctuation`. */
const punctuation = /[!-/:-@[-`{-~]/g
/** Python's `\s`. */
const whiteSpace =
  /[\t-\r\u001c-\u001f \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g

/** Lower case, no punctuation, single spaces: what Transformers' `SiglipTokenizer` makes of a text. */
const asFirstSiglip = (text: string): string =>
  text.toLowerCase().replaceAll(punctuation, '').replaceAll(whiteSpace, ' ').trim()
