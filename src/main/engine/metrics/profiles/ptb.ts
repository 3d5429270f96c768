/** A word, a number, an abbreviation with points, or a single sign, tried in this order. */
const TOKEN = new RegExp(
  [
    String.raw`https?://\S+`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    // U.S.
    String.raw`(?<![\p{L}\p{N}])(?:\p{L}\.){2,}`,
    // 1,000 and 3.5 and 10:30
    String.raw`\p{N}+(?:[.,:/]\p{N}+)+`,
    String.raw`n't|'(?:s|m|d|ll|re|ve)(?!\p{L})`,
    // x-quang, 2m, and/or, h'mông
    String.raw`[\p{L}\p{M}\p{N}_]+(?:[-/'][\p{L}\p{M}\p{N}_]+)*`,
    String.raw`\.{2,}|-{2,}`,
    String.raw`\S`
  ].join('|'),
  'gu'
)

/** English endings that the Penn Treebank takes as words of their own. */
const CLITIC = /(?<=\p{L})(n't|'(?:s|m|d|ll|re|ve))(?!\p{L})|(?<=\p{N})('s)(?!\p{L})/gu

/** English words that the Penn Treebank takes as two, as far as the second begins. */
const FIRST_OF_TWO =
  /(?<![\p{L}\p{N}])(?:can(?=not(?!\p{L}))|(?:gon|wan)(?=na(?!\p{L}))|got(?=ta(?!\p{L}))|(?:gim|lem)(?=me(?!\p{L})))/gu

/** What the COCO evaluation leaves out, of what the tokenizer gives. */
const DROPPED = new Set([
  '"',
  '“',
  '”',
  "'",
  '‘',
  '’',
  '`',
  '.',
  '?',
  '!',
  ',',
  ':',
  '-',
  '–',
  '—',
  ';',
  '…'
])

/** Brackets have names in the Penn Treebank, and the COCO evaluation keeps them lower-cased. */
const BRACKETS: Readonly<Record<string, string>> = {
  '(': '-lrb-',
  ')': '-rrb-',
  '[': '-lsb-',
  ']': '-rsb-',
  '{': '-lcb-',
  '}': '-rcb-'
}

/**
 * Words as the COCO caption evaluation counts them (Chen et al., 2015): the Penn Treebank's
 * tokens, lower-cased, punctuation left out. It follows the rules of Stanford's tokenizer that
 * captions meet, not its lists of abbreviations and domains.
 */
export const splitPtb = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .normalize('NFC')
      .replaceAll('’', "'")
      .replaceAll(CLITIC, ' $&')
      .replaceAll(FIRST_OF_TWO, '$& ')
      .match(TOKEN) ?? []
  )
    .filter((token) => !DROPPED.has(token) && !/^(?:\.{2,}|-{2,})$/u.test(token))
    .map((token) => BRACKETS[token] ?? token)
