import type { Vocabulary } from '../../../shared/domain'
import { databaseOf, iterate, type ReadDb } from '../core/connection'

const MAX_WORDS = 200

/**
 * The words of all captions as the text index counts them. Its index is walked over word by word:
 * every element is the sum so far, the last one is whole.
 */
export function* scanVocabulary(db: ReadDb): Generator<Vocabulary, void> {
  // A window into the index, of this connection alone.
  databaseOf(db).exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.caption_word USING fts5vocab(main, image_text, 'col')"
  )
  const sum: Vocabulary = { words: 0, written: 0, once: 0, frequent: [] }
  const words = iterate<{ word: string; times: number; images: number }>(
    db,
    `SELECT term AS word, cnt AS times, doc AS images FROM temp.caption_word
     WHERE col = 'exact' AND term <> char(57344)`
  )
  for (const row of words) {
    sum.words += 1
    sum.written += row.times
    if (row.times === 1) sum.once += 1
    sum.frequent.push(row)
    if (sum.frequent.length >= 2 * MAX_WORDS) cut(sum.frequent)
    if (sum.words % 500 === 0) yield sum
  }
  cut(sum.frequent)
  yield sum
}

/** The most frequent words so far, the most frequent first. */
function cut(frequent: Vocabulary['frequent']): void {
  frequent.sort((a, b) => b.times - a.times)
  frequent.length = Math.min(frequent.length, MAX_WORDS)
}
