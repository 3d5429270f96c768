import type { ToneStyle } from './syllable'

/** What is searched for in a Vietnamese text, in the order in which it is corrected. */
export const checkCodes = [
  'normal-form',
  'foreign-letter',
  'spaces',
  'punctuation',
  'tone',
  'tone-style',
  'iy-style',
  'syllable',
  'word',
  'accents'
] as const
export type CheckCode = (typeof checkCodes)[number]

/** How the sound i is written where both letters are in use: kỹ thuật, lý do or kĩ thuật, lí do. */
export type LetterStyle = 'y' | 'i'
/** Whether commas and full stops touch the word before them, or stand apart as in vieCap4H's files. */
export type PunctuationStyle = 'attached' | 'apart'

/** The ways of writing that texts are held to; null admits both. */
export interface WritingStyle {
  toneStyle: ToneStyle | null
  letterStyle: LetterStyle | null
  punctuation: PunctuationStyle | null
}

export const anyStyle: WritingStyle = { toneStyle: null, letterStyle: null, punctuation: null }

/** Something wrong in a text, with its place in UTF-16 units. */
export interface Issue {
  check: CheckCode
  start: number
  end: number
  /** What may stand there instead, the likeliest first; empty where nobody knows. */
  fixes: string[]
  /** Whether the first fix is what was meant, beyond reasonable doubt. */
  sure: boolean
}
