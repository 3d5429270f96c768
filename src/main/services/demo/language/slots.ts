import { colours, type Colour } from '../world/colours'
import type { Dice } from '../world/dice'

export type Language = 'en' | 'vi'

/** One of the phrases, with {c} filled by the colour's word. */
export const phrase = (
  dice: Dice,
  phrases: readonly string[],
  language: Language,
  colour: Colour | null = null
): string => dice.pick(phrases).replace('{c}', colour ? colours[colour][language] : '')

/** Pieces joined to a sentence: spaces tidied, a full stop at the end. */
export function sentence(...pieces: readonly string[]): string {
  const text = pieces
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])/g, '$1')
    .trim()
  return `${text}.`
}

/** A noun with its article as one that is known. */
export const the = (noun: string): string => noun.replace(/^(an?|some) /, 'the ')

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
