import { all, numbers, value, type ReadDb } from './connection'
import { inBoth, markIds, type Marks } from './marks'
import { markFound } from './search-threads'
import { isInName, nameQuery, phraseQuery } from './search-text'

/** Up to how many images are few: each may be looked at by itself. */
const FEW = 500

/** A phrase with its queries of both indexes. */
interface Phrase {
  phrase: string
  text: string
  /** Finds what has it for sure where the index alone does not tell: other captions are read. */
  sure: string | null
  name: string
}

// A bound number is a floating-point one, which FTS5 takes for no row at all.
const BETWEEN = 'rowid BETWEEN CAST(:from AS INTEGER) AND CAST(:to AS INTEGER)'
const nameIds = (query: string) =>
  `SELECT rowid AS id FROM image_name WHERE image_name MATCH ${query} AND ${BETWEEN}`
const IN_NAME = nameIds("(:name || ' *')")
/** Some of them, found sooner: for the others all that begins like the last word is joined. */
const IN_NAME_AS_IT_IS = nameIds(':name')
const textIds = (query: string) =>
  `SELECT rowid AS id FROM image_text WHERE image_text MATCH ${query} AND ${BETWEEN}`
const IN_TEXT = textIds(':text')
const IN_CAPTIONS = `${textIds(':sure')} UNION ALL
  SELECT image_id AS id FROM caption
  WHERE image_id IN (${textIds("'(' || :text || ') NOT (' || :sure || ')'")})
    AND phrase_in(text, :phrase)`
const inText = ({ sure }: Phrase) => (sure === null ? IN_TEXT : IN_CAPTIONS)

/** Phrases whose images are looked for; null where one of them has no word in it, and is nowhere. */
function readPhrases(phrases: readonly string[]): Phrase[] | null {
  const wanted: Phrase[] = []
  for (const phrase of phrases) {
    const text = phraseQuery(phrase)
    const name = nameQuery(phrase)
    if (!text || !name) return null
    wanted.push({ phrase, text: text.query, sure: text.sure, name })
  }
  return wanted
}

/**
 * The images that have every one of some phrases, each in a caption or in the name, where one of
 * them is in few images: the others are looked for in those alone. Null elsewhere.
 */
export function findFewWithPhrases(
  db: ReadDb,
  phrases: readonly string[],
  newestId: number
): number[] | null {
  const wanted = readPhrases(phrases)
  return wanted ? findFew(db, wanted, newestId) : []
}

/** Marks the images that have every one of some phrases. */
export function markPhrases(db: ReadDb, phrases: readonly string[], newestId: number): Marks {
  const wanted = readPhrases(phrases)
  return wanted ? markAll(db, wanted, newestId) : markIds([], newestId)
}

function findFew(db: ReadDb, wanted: readonly Phrase[], newestId: number): number[] | null {
  const find = (sql: string, phrase: Phrase) =>
    numbers(db, `${sql} LIMIT :limit`, {
      ...paramsOf(phrase),
      from: 1,
      to: newestId,
      limit: FEW + 1
    })
  // Long words are rare, mostly.
  for (const phrase of wanted.toSorted((a, b) => b.phrase.length - a.phrase.length)) {
    // Captions are read of few images alone, where they have to be.
    if (find(`${IN_TEXT} UNION ALL ${IN_NAME_AS_IT_IS}`, phrase).length > FEW) continue
    const likely = find(`${IN_TEXT} UNION ALL ${IN_NAME}`, phrase)
    if (likely.length > FEW) continue
    const ids = phrase.sure === null ? likely : find(searchFor(phrase).sql, phrase)
    const others = wanted.filter((other) => other !== phrase)
    const few = all<Named>(
      db,
      'SELECT image.id, name FROM json_each(?) AS few CROSS JOIN image ON image.id = few.value',
      JSON.stringify([...new Set(ids)])
    )
    return few
      .filter((image) => others.every((other) => stands(db, other, image)))
      .map(({ id }) => id)
  }
  return null
}

function markAll(db: ReadDb, wanted: readonly Phrase[], newestId: number): Marks {
  if (wanted.some(({ sure, name }) => sure !== null || isAny(db, name, newestId))) {
    return wanted.map((phrase) => markFound(db, searchFor(phrase), newestId)).reduce(inBoth)
  }
  // One query for all: the index itself goes from one common image to the next.
  const text = wanted.map((phrase) => `(${phrase.text})`).join(' AND ')
  return markFound(db, { sql: IN_TEXT, params: { text } }, newestId)
}

/** Finds the images with a phrase, some of them twice. */
const searchFor = (wanted: Phrase) => {
  return { sql: `${inText(wanted)} UNION ALL ${IN_NAME}`, params: paramsOf(wanted) }
}

const paramsOf = ({ text, sure, name, phrase }: Phrase) => ({ text, sure, name, phrase })

const isAny = (db: ReadDb, name: string, newestId: number) =>
  [IN_NAME_AS_IT_IS, IN_NAME].some(
    (sql) => value<number>(db, `SELECT EXISTS (${sql})`, { name, from: 1, to: newestId }) === 1
  )

interface Named {
  id: number
  name: string
}

/** Whether a phrase stands in a caption of one image, or in its name. */
function stands(db: ReadDb, wanted: Phrase, { id, name }: Named): boolean {
  const { text, sure, phrase } = wanted
  // Not asked of the index of names, which would join all that begins with the last word.
  if (isInName(name, phrase)) return true
  const here = { text, sure, phrase, from: id, to: id }
  return value<number>(db, `SELECT EXISTS (${inText(wanted)})`, here) === 1
}
