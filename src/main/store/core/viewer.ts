import type Database from 'better-sqlite3'
import { isBlank } from './blank'

/** Somebody who is to see a part of the captions alone, and what that is besides their own. */
export interface Viewer {
  name: string
  /** Whether what came with the data and what models wrote is hidden too. */
  ownOnly: boolean
}

/** As a key of what is kept for each viewer. */
export const viewerKey = ({ name, ownOnly }: Viewer): string =>
  `${ownOnly ? 'own' : 'given'} ${name}`

/**
 * Narrows a connection to what a viewer may see: views of its own stand in the place of the tables, so
 * that whatever reads by this connection, now or in times to come, meets no caption of anybody else, and
 * image states and counts are those of the captions in view. The text index cannot be narrowed so:
 * what reads it asks `viewerOf`.
 */
export function narrow(database: Database.Database, viewer: Viewer): void {
  const views: Record<string, string> = {
    caption: captionView(database, viewer),
    image: imageView(database),
    revision: revisionView(viewer),
    // Who else has a hand in a work list, and how far they are.
    assignment: `SELECT * FROM main.assignment WHERE person = ${quoted(viewer.name)}`,
    work_member: `SELECT * FROM main.work_member WHERE person = ${quoted(viewer.name)}`,
    // Has the words of all captions: to ask it by its own name fails.
    image_text: 'SELECT NULL AS none WHERE FALSE',
    // Samples of runs, evaluations and captioning jobs hold captions as they were.
    ...Object.fromEntries(COPIES.map((table) => [table, `SELECT * FROM main.${table} WHERE FALSE`]))
  }
  for (const [name, query] of Object.entries(views)) {
    database.exec(`CREATE TEMP VIEW ${name} AS ${query}`)
  }
}

const COPIES = ['sample', 'evaluated_image', 'evaluated_caption', 'ledger', 'imported_caption']

/** A text in SQL. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Columns of a table, some of them by another expression. */
function columns(
  database: Database.Database,
  table: string,
  others: Readonly<Record<string, string>>
): string {
  const known = database.pragma(`main.table_info(${table})`) as { name: string }[]
  return known
    .map(({ name }) => (name in others ? `${others[name] ?? ''} AS ${name}` : `${table}.${name}`))
    .join(', ')
}

/** Captions in view. Of those that are not the viewer's own, nobody's judgement and notes are told. */
function captionView(database: Database.Database, { name, ownOnly }: Viewer): string {
  const me = quoted(name)
  // A blank caption tells what somebody decided of an image; history alone knows who.
  const mine = `(author = ${me} OR (author IS NULL AND source = 'person' AND ${isBlank('text')}
    AND EXISTS (SELECT 1 FROM main.revision JOIN main.change_group ON change_group.id = group_id
      WHERE entity = 'caption' AND entity_id = caption.id AND before IS NULL
        AND actor = ${quoted(`person:${name}`)})))`
  const given = `(source <> 'person' OR (author IS NULL AND NOT ${isBlank('text')}))`
  const own = (column: string, other: string) =>
    `CASE WHEN ${mine} THEN ${column} ELSE ${other} END`
  const list = columns(database, 'caption', {
    reviewer: own('reviewer', 'NULL'),
    notes: own('notes', 'NULL'),
    open_notes: own('open_notes', '0')
  })
  return `SELECT ${list} FROM main.caption WHERE ${ownOnly ? mine : `(${mine} OR ${given})`}`
}

/** As the view `image_derived` has it, of the captions in view. */
function imageView(database: Database.Database): string {
  const withText = `AND NOT ${isBlank('text')}`
  const state = `(SELECT CASE
      WHEN max(status = 'accepted' ${withText}) THEN 'accepted'
      WHEN max(status = 'draft' ${withText}) THEN 'draft'
      WHEN max(status = 'skipped') THEN 'skipped'
      WHEN max(status = 'rejected') THEN 'rejected'
      ELSE 'empty'
    END FROM temp.caption WHERE image_id = image.id)`
  const count = '(SELECT count(*) FROM temp.caption WHERE image_id = image.id)'
  return `SELECT ${columns(database, 'image', { state, caption_count: count })} FROM main.image`
}

/** Changes of captions both sides of which may be seen; all changes of images and pairs. */
function revisionView({ name, ownOnly }: Viewer): string {
  const seen = (side: string): string => {
    const mine = `${side} ->> 'author' = ${quoted(name)}`
    const blank = `(${side} ->> 'author' IS NULL AND ${isBlank(`${side} ->> 'text'`)})`
    const given = `(${side} ->> 'source' <> 'person' OR ${side} ->> 'author' IS NULL)`
    return `(${side} IS NULL OR ${mine} OR ${ownOnly ? blank : given})`
  }
  return `SELECT * FROM main.revision
    WHERE entity <> 'caption' OR (${seen('before')} AND ${seen('after')})`
}
