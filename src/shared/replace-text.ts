/** What is replaced by what. */
export interface Replacement {
  find: string
  /** For a regular expression `$1`, `$&` and `$<name>` stand for what was found. */
  replace: string
  regex: boolean
  matchCase: boolean
  wholeWords: boolean
}

/** The pattern of a replacement. Throws `SyntaxError` for a regular expression that is none. */
export function replacementPattern({ find, regex, matchCase, wholeWords }: Replacement): RegExp {
  const inner = regex ? find : find.normalize('NFC').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const letter = '[\\p{L}\\p{N}\\p{M}]'
  const source = wholeWords ? `(?<!${letter})(?:${inner})(?!${letter})` : inner
  return new RegExp(source, matchCase ? 'gu' : 'giu')
}

/** Replaces everything that `pattern` finds; the result is in normalisation form C. */
export function replaceAll(text: string, pattern: RegExp, replacement: Replacement): string {
  const { replace, regex } = replacement
  const by = replace.normalize('NFC')
  return (regex ? text.replace(pattern, by) : text.replace(pattern, () => by)).normalize('NFC')
}
