import { placedWords } from '../../shared/vietnamese/words'
import { all, numbers, value, type ReadDb, type SqlValue } from './connection'
import type { ImageSet } from './image-sets'
import { inBoth, markIds } from './marks'
import { foldText, nameQuery, nameWords, phraseQuery } from './search-text'

/** Up to how many images are few: each may be looked at by itself. */
const FEW = 500

/** A phrase with its queries of both indexes. */
interface Phrase {
  phrase: string
  text: string
  /** Whether the index alone does not tell: the captions have to be read. */
  unsure: boolean
  name: string
}

const IN_TEXT = 'SELECT rowid AS id FROM image_text WHERE image_text MATCH ?'
const IN_NAME = 'SELECT rowid AS id FROM image_name WHERE image_name MATCH ?'

/** The images that have every one of some phrases, each in a caption or in the name. */
export function findPhrases(db: ReadDb, phrases: readonly string[], newestId: number): ImageSet {
  const wanted: Phrase[] = []
  for (const phrase of phrases) {
    const text = phraseQuery(phrase)
    const name = nameQuery(phrase)
    // What has no word in it is nowhere.
    if (!text || !name) return { few: [] }
    wanted.push({ phrase, text: text.query, unsure: text.unsure, name })
  }
  return findFew(db, wanted) ?? { marks: markAll(db, wanted, newestId) }
}

/** Where one phrase is in few images, the others are looked for in those alone; null elsewhere. */
function findFew(db: ReadDb, wanted: readonly Phrase[]): ImageSet | null {
  // Long words are rare, mostly.
  for (const phrase of wanted.toSorted((a, b) => b.phrase.length - a.phrase.length)) {
    const ids = new Set(idsOf(db, phrase, FEW + 1))
    if (ids.size > FEW) continue
    const others = wanted.filter((other) => other !== phrase)
    const few = all<Named>(
      db,
      'SELECT image.id, name FROM json_each(?) AS few CROSS JOIN image ON image.id = few.value',
      JSON.stringify([...ids])
    )
    return {
      few: few
        .filter((image) => others.every((other) => stands(db, other, image)))
        .map(({ id }) => id)
    }
  }
  return null
}

function markAll(db: ReadDb, wanted: readonly Phrase[], newestId: number): Uint8Array {
  if (wanted.some(({ unsure, name }) => unsure || isAny(db, name))) {
    return wanted.map((phrase) => markIds(idsOf(db, phrase), newestId)).reduce(inBoth)
  }
  // One query for all: the index itself goes from one common image to the next.
  const query = wanted.map(({ text }) => `(${text})`).join(' AND ')
  return markIds(numbers(db, IN_TEXT, query), newestId)
}

const readCaptions = (inText: string) =>
  `SELECT image_id AS id FROM caption WHERE image_id IN (${inText}) AND phrase_in(text, ?)`

/** Ids of the images with a phrase, some of them twice. */
function idsOf(db: ReadDb, { text, unsure, name, phrase }: Phrase, limit = -1): number[] {
  const params: SqlValue[] = unsure ? [text, phrase, name] : [text, name]
  const inText = unsure ? readCaptions(IN_TEXT) : IN_TEXT
  return numbers(db, `${inText} UNION ALL ${IN_NAME} LIMIT ?`, ...params, limit)
}

const isAny = (db: ReadDb, name: string) =>
  value<number>(db, `SELECT EXISTS (${IN_NAME})`, name) === 1

interface Named {
  id: number
  name: string
}

/** Whether a phrase stands in a caption of one image, or in its name. */
function stands(db: ReadDb, { text, unsure, phrase }: Phrase, { id, name }: Named): boolean {
  // Not asked of the index of names, which would join all that begins with the last word.
  const words = placedWords(foldText(phrase)).map((word) => word.text)
  if (` ${nameWords(name)}`.includes(` ${words.join(' ')}`)) return true
  // A bound number is a floating-point one, which FTS5 takes for no row at all.
  const here = `${IN_TEXT} AND rowid = CAST(? AS INTEGER)`
  const params: SqlValue[] = unsure ? [text, id, phrase] : [text, id]
  return value<number>(db, `SELECT EXISTS (${unsure ? readCaptions(here) : here})`, ...params) === 1
}
