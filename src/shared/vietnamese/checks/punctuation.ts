import type { Issue, WritingStyle } from '../check-codes'
import { matches } from './words-of'

/**
 * Spaces before and behind commas, full stops and the like: none behind is always wrong between
 * words, before them it is a matter of style. Numbers, times, addresses and dots of abbreviations
 * are left alone.
 */
export function punctuation(text: string, { punctuation: style }: WritingStyle): Issue[] {
  const issues: Issue[] = []
  const add = (start: number, end: number, fix: string, sure = true) => {
    if (text.slice(start, end) !== fix) {
      issues.push({ check: 'punctuation', start, end, fixes: [fix], sure })
    }
  }
  // A run of spaces is looked at from its beginning alone, however long it is.
  for (const { found, start, end } of matches(text, /(?<! ) *(?:,|;|:|!|\?|\.+|…) */gu)) {
    const sign = found.trim()
    const before = text.charAt(start - 1)
    const after = text.charAt(end)
    const spaced = found.startsWith(' ')
    // A sign at the very start, signs in a row, or no words around: nothing to hold it to.
    if (!/[\p{L}\p{M}\p{N})"”%]/u.test(before)) continue
    const wordBehind = /[\p{L}"“(]/u.test(after)
    const open = found === sign && wordBehind && !isInside(text, sign, start, end)
    const lead = style === null ? (spaced ? ' ' : '') : style === 'apart' ? ' ' : ''
    if (after === '') {
      if (style !== null) add(start, end, lead + sign)
    } else if (wordBehind) {
      // Spaced before and not behind: it was meant the other way round.
      const turned =
        spaced && !found.endsWith(' ') && !sign.startsWith('.') && sign.length === 1 && sign !== ':'
      if (turned) add(start, end, (style === 'apart' ? ' ' : '') + sign + ' ')
      else if (open) add(start, end, lead + sign + ' ')
      else if (style !== null && found.endsWith(' ')) add(start, end, lead + sign + ' ')
    } else if (style !== null && found.endsWith(' ')) add(start, end, lead + sign + ' ')
  }
  return issues
}

/** A sign within a name, an address or an abbreviation: `TP.HCM`, `v.v`, `a.jpg`, `http://x`. */
function isInside(text: string, sign: string, start: number, end: number): boolean {
  if (sign === ':') return true
  if (!sign.startsWith('.')) return false
  const before = /[\p{L}\p{M}]+$/u.exec(text.slice(Math.max(0, start - 12), start))?.[0] ?? ''
  const after = /^[\p{L}\p{M}]+/u.exec(text.slice(end, end + 12))?.[0] ?? ''
  const sentence = /^\p{Lu}\p{Ll}/u.test(after) && /\p{Ll}$/u.test(before) && before.length > 1
  return !sentence
}
