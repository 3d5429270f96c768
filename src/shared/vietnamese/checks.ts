import { withCaseOf, type AccentModel } from './accents'
import { nearSyllables } from './near-syllables'
import { dependsOnStyle, parseSyllable, placeTone, type ToneStyle } from './syllable'

/** What is looked for in a Vietnamese text, in the order in which it is put right. */
export const checkCodes = [
  'normal-form',
  'foreign-letter',
  'spaces',
  'tone-place',
  'tone-style',
  'syllable',
  'accents'
] as const
export type CheckCode = (typeof checkCodes)[number]

export interface CheckOptions {
  /** The tone placement to hold to; without one both are right. */
  toneStyle: ToneStyle | null
  /** Knows lost accents; without it they are not looked for. */
  accents?: AccentModel | undefined
}

/** Something wrong in a text, with its place in UTF-16 units. */
export interface Issue {
  check: CheckCode
  start: number
  end: number
  /** What may stand there instead, the likeliest first; empty where nobody knows. */
  fixes: string[]
}

type Check = (text: string, options: CheckOptions) => Issue[]

const WORD = /[\p{L}\p{M}]+/gu
const matches = (text: string, pattern: RegExp) =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    found,
    start: index,
    end: index + found.length
  }))

/** The words that are Vietnamese by their letters: some letter has an accent or is đ. */
const vietnameseWords = (text: string) =>
  matches(text, WORD).filter(({ found }) => /[^\p{ASCII}]/u.test(found))

const checks: Record<CheckCode, Check> = {
  /** Letters and accents that are not composed, and accents that belong to no letter. */
  'normal-form': (text) =>
    matches(text, /\P{M}?\p{M}+/gu).flatMap(({ found, start, end }) => {
      const composed = found.normalize('NFC')
      const fix = /\p{M}/u.test(composed) ? composed.replace(/\p{M}+/gu, '') : composed
      return fix === found ? [] : [{ check: 'normal-form' as const, start, end, fixes: [fix] }]
    }),

  /** Letters that look like đ: Icelandic eth, African D. */
  'foreign-letter': (text) =>
    matches(text, /[ðÐƉɖ]/gu).map(({ found, start, end }) => ({
      check: 'foreign-letter' as const,
      start,
      end,
      fixes: [found === 'ð' || found === 'ɖ' ? 'đ' : 'Đ']
    })),

  /** Several blanks, blanks of other widths, blanks at the ends, signs without width. */
  spaces: (text) =>
    matches(text, /[\u200b-\u200d\u2060\ufeff\u00ad]+|[^\S\n]+|\n\s*\n/gu).flatMap(
      ({ found, start, end }) => {
        const atEnd = start === 0 || end === text.length
        const blank = /\s/.test(found) && !/^[\ufeff]+$/.test(found)
        const fix = atEnd || !blank ? '' : found.includes('\n') ? '\n' : ' '
        return fix === found ? [] : [{ check: 'spaces' as const, start, end, fixes: [fix] }]
      }
    ),

  /** A tone on another letter than where every style puts it. */
  'tone-place': (text) =>
    vietnameseWords(text).flatMap(({ found, start, end }) => {
      const syllable = parseSyllable(found)
      if (!syllable || dependsOnStyle(syllable)) return []
      const fix = placeTone(syllable, 'new')
      const right = fix === found.normalize('NFC')
      return right ? [] : [{ check: 'tone-place' as const, start, end, fixes: [fix] }]
    }),

  /** A tone where the other style puts it. */
  'tone-style': (text, { toneStyle }) =>
    vietnameseWords(text).flatMap(({ found, start, end }) => {
      const syllable = toneStyle && parseSyllable(found)
      if (!syllable || !dependsOnStyle(syllable)) return []
      const fix = placeTone(syllable, toneStyle)
      const right = fix === found.normalize('NFC')
      return right ? [] : [{ check: 'tone-style' as const, start, end, fixes: [fix] }]
    }),

  /** A word with Vietnamese letters that is no syllable. Names are left alone. */
  syllable: (text, { accents }) =>
    vietnameseWords(text).flatMap(({ found, start, end }) => {
      if (/[ðÐƉɖ]/.test(found) || isName(text, found, start) || parseSyllable(found)) return []
      const fixes = nearSyllables(found, (word) => accents?.times(word) ?? 0)
      return [{ check: 'syllable' as const, start, end, fixes }]
    }),

  /** A word that has lost its accents. */
  accents: (text, { accents }) => {
    if (!accents) return []
    const words = matches(text, WORD)
    const restored = accents.restore(words.map(({ found }) => found))
    const issues = words.flatMap(({ found, start, end }, index) => {
      const form = restored[index]
      if (!form || isName(text, found, start)) return []
      return [{ check: 'accents' as const, start, end, fixes: [withCaseOf(form, found)] }]
    })
    return joinNeighbours(text, issues)
  }
}

/** Words side by side, or with one right word between them, as one issue. */
function joinNeighbours(text: string, issues: readonly Issue[]): Issue[] {
  const joined: Issue[] = []
  for (const issue of issues) {
    const last = joined.at(-1)
    const between = last ? text.slice(last.end, issue.start) : ''
    if (last && /^\s+(?:[\p{L}\p{M}]+\s+)?$/u.test(between)) {
      last.fixes = [`${last.fixes[0] ?? ''}${between}${issue.fixes[0] ?? ''}`]
      last.end = issue.end
    } else joined.push({ ...issue })
  }
  return joined
}

/** Whether a capital letter stands within a sentence. */
function isName(text: string, word: string, start: number): boolean {
  if (word.charAt(0) === word.charAt(0).toLowerCase()) return false
  return !/(?:^|[.!?:\n])["'“(\s]*$/.test(text.slice(0, start))
}

/** What is wrong in a text, by place; of some checks or of all. */
export function checkText(
  text: string,
  options: CheckOptions,
  codes: readonly CheckCode[] = checkCodes
): Issue[] {
  return codes
    .flatMap((code) => checks[code](text, options))
    .sort((a, b) => a.start - b.start || a.end - b.end)
}

/** The text with the likeliest fix of everything that `codes` look for, one check after the other. */
export function fixText(text: string, options: CheckOptions, codes: readonly CheckCode[]): string {
  return checkCodes
    .filter((code) => codes.includes(code))
    .reduce((fixed, code) => applyFixes(fixed, checks[code](fixed, options)), text)
}

/** The text with one issue put right. */
export const fixIssue = (text: string, { start, end }: Issue, by: string): string =>
  text.slice(0, start) + by + text.slice(end)

/** The text with the first fix of each issue; the issues do not overlap. */
function applyFixes(text: string, issues: readonly Issue[]): string {
  return issues.reduceRight((fixed, { start, end, fixes: [fix] }) => {
    return fix === undefined ? fixed : fixed.slice(0, start) + fix + fixed.slice(end)
  }, text)
}
