import { AppError } from '../../../shared/errors'

/** Longest message. What a window remembers, such as a selection of a million images, fits. */
export const MAX_BYTES = 16 * 1024 * 1024
/** Lists and objects inside each other; the contract itself has ten. */
const MAX_DEPTH = 64

/** The id of a message, read without parsing the rest; null where it does not begin with one. */
export const idOf = (message: string): string | null =>
  /^\s*\{\s*"i"\s*:\s*"([\w-]{1,64})"/.exec(message.slice(0, 200))?.[1] ?? null

/** Throws `call.too-large` or `call.too-deep` for a message that is not to be parsed. */
export function checkMessage(message: string, bytes: number): void {
  if (bytes > MAX_BYTES) throw new AppError('call.too-large', { found: bytes, limit: MAX_BYTES })
  if (isDeeper(message, MAX_DEPTH)) throw new AppError('call.too-deep', { limit: MAX_DEPTH })
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const [LIST, LIST_END] = [0x5b, 0x5d]
const [OBJECT, OBJECT_END] = [0x7b, 0x7d]

/** Whether lists and objects of a JSON text stand more than `most` deep inside each other. */
function isDeeper(json: string, most: number): boolean {
  let depth = 0
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) at = endOfString(json, at)
    else if (code === LIST || code === OBJECT) depth += 1
    else if (code === LIST_END || code === OBJECT_END) depth -= 1
    if (depth > most) return true
  }
  return false
}

/** Where the string that begins at `start` has its closing quote, or the end of the text. */
function endOfString(json: string, start: number): number {
  let end = start
  for (;;) {
    end = json.indexOf('"', end + 1)
    if (end < 0) return json.length
    let before = end - 1
    while (json.charCodeAt(before) === BACKSLASH) before -= 1
    if ((end - before) % 2 === 1) return end
  }
}
