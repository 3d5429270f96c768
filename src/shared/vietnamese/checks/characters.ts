import type { Issue } from '../check-codes'
import { matches } from './words-of'

/** Letters and accents that are not composed, and accents that belong to no letter. */
export const normalForm = (text: string): Issue[] =>
  matches(text, /\P{M}?\p{M}+/gu).flatMap(({ found, start, end }) => {
    const composed = found.normalize('NFC')
    const fix = /\p{M}/u.test(composed) ? composed.replace(/\p{M}+/gu, '') : composed
    if (fix === found) return []
    return [{ check: 'normal-form' as const, start, end, fixes: [fix], sure: true }]
  })

/** Letters that look like đ: Icelandic eth, African D. */
export const foreignLetter = (text: string): Issue[] =>
  matches(text, /[ðÐƉɖ]/gu).map(({ found, start, end }) => ({
    check: 'foreign-letter' as const,
    start,
    end,
    fixes: [found === 'ð' || found === 'ɖ' ? 'đ' : 'Đ'],
    sure: true
  }))

/** Several spaces, spaces of other widths, spaces at the ends, signs without width. */
export const spaces = (text: string): Issue[] =>
  matches(text, /[\u200b-\u200d\u2060\ufeff\u00ad]+|[^\S\n]+|\n\s*\n/gu).flatMap(
    ({ found, start, end }) => {
      const atEnd = start === 0 || end === text.length
      const blank = /\s/.test(found) && !/^[\ufeff]+$/.test(found)
      const fix = atEnd || !blank ? '' : found.includes('\n') ? '\n' : ' '
      if (fix === found) return []
      return [{ check: 'spaces' as const, start, end, fixes: [fix], sure: true }]
    }
  )
