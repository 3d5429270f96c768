/** Marks that programs put around a path: Windows' "Copy as path", shells, and typographic ones. */
const QUOTES: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’']
]

/** A path as it was pasted, without blanks and one pair of quotation marks around it. */
export function unquotePath(text: string): string {
  const path = text.trim()
  const quoted = QUOTES.some(
    ([open, close]) => path.length > 1 && path.startsWith(open) && path.endsWith(close)
  )
  return quoted ? path.slice(1, -1).trim() : path
}
