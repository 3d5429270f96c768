import type { ScoringWords } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { splitWords, type ScoredItem } from '../words'
import { splitLowerPunct } from './lower-punct'
import { splitPtb } from './ptb'
import { WordSegmenter } from './segmented'

/**
 * How a profile splits a text into words. Throws `score.no-words` where `segmented` has no list,
 * and no reference of `items` joins syllables.
 */
export function splitterOf(
  { profile, words }: ScoringWords,
  items: readonly ScoredItem[]
): (text: string) => string[] {
  if (profile !== 'segmented') return SPLITTERS[profile]
  const segmenter = new WordSegmenter(words ?? joinedWords(items))
  if (segmenter.size === 0) throw new AppError('score.no-words')
  return (text) => segmenter.split(text)
}

const SPLITTERS = {
  syllable: splitWords,
  'lower-punct': splitLowerPunct,
  ptb: splitPtb
} as const

/** What the references of segmented data sets join. */
const joinedWords = (items: readonly ScoredItem[]): string[] =>
  items.flatMap(({ references }) =>
    references.flatMap((text) => splitLowerPunct(text).filter((word) => word.includes('_')))
  )
