import { iterate, type ReadDb } from '../core/connection'

/** The words of several syllables in the segmented captions of the library, joined by `_`. */
export function listSegmentedWords(db: ReadDb): string[] {
  const words = new Set<string>()
  const sql = 'SELECT segmentation FROM caption WHERE segmentation IS NOT NULL'
  for (const { segmentation } of iterate<{ segmentation: string }>(db, sql)) {
    for (const word of segmentation.split(/\s+/u)) if (word.includes('_')) words.add(word)
  }
  return [...words]
}
