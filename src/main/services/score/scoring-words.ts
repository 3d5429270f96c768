import type { ScoringChoice } from '../../../shared/domain'
import type { ScoringWords } from '../../../shared/engine-protocol'
import { listSegmentedWords } from '../../store/captions/segmented-words'
import type { ReadDb } from '../../store/core/library'
import { readLines } from '../import/read/lines'
import { TextSource } from '../import/read/text-source'

/**
 * A choice with the words of its file, one a line, else of the library's segmented captions. Throws
 * what makes the file unreadable.
 */
export async function scoringWords(
  { profile, words: path }: ScoringChoice = { profile: 'syllable', words: null },
  library: ReadDb | null = null
): Promise<ScoringWords> {
  if (profile !== 'segmented') return { profile, words: null }
  if (path === null) {
    const known = library ? listSegmentedWords(library) : []
    return { profile, words: known.length > 0 ? known : null }
  }
  const words: string[] = []
  for await (const lines of readLines(new TextSource(path).chunks())) {
    for (const { text } of lines) if (text) words.push(text)
  }
  return { profile, words }
}
