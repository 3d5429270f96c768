/** What byte-pair encoding has learned. */
export interface BpeModel {
  /** Token to id. */
  vocab: Record<string, number>
  /** In the order in which they are applied, `left right`. */
  merges: string[]
}

/**
 * Learns a byte-pair encoding (Sennrich et al., 2016): joins the pair of neighbours that is seen
 * most often, again and again, until the vocabulary is full or no pair is seen twice. Of pairs seen
 * equally often the first in the order of code units wins, so that the result follows from the words.
 *
 * @param words How often each word is seen; a word as the tokens that it begins as.
 * @param alphabet Tokens that are there whatever is seen.
 */
export function trainBpe(
  words: readonly { tokens: readonly string[]; count: number }[],
  alphabet: readonly string[],
  size: number
): BpeModel {
  const tokens = [...alphabet]
  const merges: string[] = []
  let present = words
  while (tokens.length < size) {
    const best = mostFrequent(present)
    if (!best) break
    const [left, right] = best
    tokens.push(left + right)
    merges.push(`${left} ${right}`)
    present = present.map((word) => ({ ...word, tokens: join(word.tokens, left, right) }))
  }
  return { vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges }
}

function mostFrequent(
  words: readonly { tokens: readonly string[]; count: number }[]
): [string, string] | null {
  const counts = new Map<string, number>()
  for (const { tokens, count } of words) {
    for (let index = 1; index < tokens.length; index++) {
      const pair = `${tokens[index - 1]} ${tokens[index]}`
      counts.set(pair, (counts.get(pair) ?? 0) + count)
    }
  }
  let best: string | null = null
  let most = 1
  for (const [pair, count] of counts) {
    if (count > most || (count === most && best !== null && pair < best))
      [best, most] = [pair, count]
  }
  const [left, right] = best?.split(' ') ?? []
  return left !== undefined && right !== undefined ? [left, right] : null
}

function join(tokens: readonly string[], left: string, right: string): readonly string[] {
  const joined: string[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? ''
    if (token === left && tokens[index + 1] === right) {
      joined.push(left + right)
      index++
    } else joined.push(token)
  }
  return joined
}

/**
 * GPT-2's printable stand-ins for the 256 bytes: a visible Latin-1 character for itself, the others
 * from U+0100 on.
 */
export const byteCharacters: readonly string[] = (() => {
  const visible = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad)
  let next = 0x100
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(visible(byte) ? byte : next++)
  )
})()

/** A text's UTF-8 bytes by their stand-ins. */
export const toByteCharacters = (text: string): string[] =>
  [...new TextEncoder().encode(text)].map((byte) => byteCharacters[byte] ?? '')
