import type { Vocabulary } from '../../../shared/domain'
import { exactText } from '../../../shared/vietnamese/fold'
import { placedWords } from '../../../shared/vietnamese/words'
import { databaseOf, iterate, viewerOf, type ReadDb } from '../core/connection'

const MAX_WORDS = 200

/**
 * The words of all captions as the text index counts them. Its index is walked over word by word:
 * every element is the sum so far, the last one is whole.
 */
export function* scanVocabulary(db: ReadDb): Generator<Vocabulary, void> {
  if (viewerOf(db)) return yield* countSeenWords(db)
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

/** The same of the captions that a viewer may see, whose words the index does not tell apart. */
function* countSeenWords(db: ReadDb): Generator<Vocabulary, void> {
  const counts = new Map<string, { times: number; images: number; last: number }>()
  const captions = iterate<{ imageId: number; text: string }>(
    db,
    'SELECT image_id AS imageId, text FROM caption ORDER BY image_id'
  )
  for (const { imageId, text } of captions) {
    for (const { text: word } of placedWords(exactText(text))) {
      const known = counts.get(word) ?? { times: 0, images: 0, last: 0 }
      known.times += 1
      if (known.last !== imageId) known.images += 1
      known.last = imageId
      counts.set(word, known)
    }
  }
  const words = [...counts].map(([word, { times, images }]) => ({ word, times, images }))
  const frequent = [...words]
  cut(frequent)
  yield {
    words: words.length,
    written: words.reduce((sum, { times }) => sum + times, 0),
    once: words.filter(({ times }) => times === 1).length,
    frequent
  }
}

/** The most frequent words so far, the most frequent first. */
function cut(frequent: Vocabulary['frequent']): void {
  frequent.sort((a, b) => b.times - a.times)
  frequent.length = Math.min(frequent.length, MAX_WORDS)
}
