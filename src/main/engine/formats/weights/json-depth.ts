/** Deeper than anything that a model says of itself. */
const MAX_LEVELS = 100

const QUOTE = 0x22
const BACKSLASH = 0x5c
const opening = [0x5b, 0x7b]
const closing = [0x5d, 0x7d]

/**
 * Whether the lists and tables of a JSON text stand more than a hundred deep in each other: told
 * from the text, since what is made of a deep one takes fifty times its bytes.
 */
export function isDeep(json: string): boolean {
  let level = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (quoted) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (opening.includes(code)) {
      if (++level > MAX_LEVELS) return true
    } else if (closing.includes(code)) level--
  }
  return false
}
