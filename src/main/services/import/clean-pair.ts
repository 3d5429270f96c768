import { decode } from 'html-entities'

/** The recipe's own replacements in their order: two escapes, then the space before punctuation. */
const REPLACEMENTS = [
  ['&quot;', '"'],
  ['&apos;', "'"],
  [' ,', ','],
  [' .', '.'],
  [' :', ':'],
  [" '", "'"],
  [' "', '"']
] as const

/**
 * Undoes the tokenisation and the HTML escapes of an IWSLT sentence: the recipe's replacements,
 * then every entity that is left.
 */
export function cleanSentence(text: string): string {
  const spaced = REPLACEMENTS.reduce((rest, [from, to]) => rest.replaceAll(from, to), text)
  return decode(spaced)
}

/**
 * A sentence so written that {@link cleanSentence} gives it back as it is, on one line. One that
 * needs no escapes has none.
 */
export function protectSentence(text: string): string {
  if (cleanSentence(text) === text && !/[\t\r\n]/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll(/ (?=[,.:'"])/g, '&#32;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
}
