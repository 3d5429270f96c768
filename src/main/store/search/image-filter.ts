import type { ImageFilter } from '../../../shared/domain'
import { imageFields, type FilterNode, type ImageField } from '../../../shared/filter'
import { AppError } from '../../../shared/errors'
import { checkCodes, type CheckCode } from '../../../shared/vietnamese/check-codes'
import { foldText } from '../../../shared/vietnamese/fold'
import { AGREED_IMAGES } from '../agreement/agreed'
import { ADJUDICATED_IMAGES } from '../agreement/adjudicated'
import { CHECK_SETTINGS, issueBits } from '../captions/issue-marks'
import { SUGGESTED } from '../captions/suggested'
import type { Viewer } from '../core/viewer'
import { CLUSTERS } from '../images/duplicates'
import {
  among,
  between,
  compile,
  joinConditions,
  readFilter,
  within,
  type Condition,
  type Leaf
} from './filter-sql'
import { nameQuery, phraseQuery } from './search-text'

/** A condition on a row of `image`. */
export interface ImageCondition extends Condition {
  /** Where the images are found without looking at each: a query of their `id`, of the same parameters. */
  ids?: string
}

/**
 * The filter as a condition on a row of `image`; on a connection that is narrowed to a `viewer`, it needs
 * to be told. Throws `filter.invalid`.
 */
export function filterCondition(filter: ImageFilter, viewer: Viewer | null = null): Condition {
  const node = filterNode(filter)
  const leafOf = (leaf: Leaf) => imageLeaf(leaf, viewer)
  return node ? compile(node, leafOf) : { sql: 'TRUE', params: [] }
}

/** What the filter asks for, null where it admits all. Throws `filter.invalid`. */
export function filterNode({ text, split, state }: ImageFilter): FilterNode | null {
  const node = text?.trim() ? readFilter(text, imageFields) : null
  const choice = (field: ImageField, value: string | undefined): FilterNode[] =>
    value === undefined ? [] : [{ type: 'choice', field, values: [value], start: 0, end: 0 }]
  const words = node?.type === 'and' ? node.parts : node ? [node] : []
  const parts = [...words, ...choice('split', split), ...choice('status', state)]
  return parts.length > 1 ? { type: 'and', parts } : (parts[0] ?? null)
}

/** The images that a filter lists by their numbers, whose order is the listing's; null where it does not. */
export function listedIds(node: FilterNode | null): readonly number[] | null {
  const parts = node?.type === 'and' ? node.parts : node ? [node] : []
  const [listed] = parts.filter((part) => part.type === 'ids')
  return listed?.ids ?? null
}

/** One part of a filter as a condition on a row of `image`. */
export function imageLeaf(leaf: Leaf, viewer: Viewer | null): ImageCondition {
  if (leaf.type === 'phrase') return phraseCondition(leaf.text, viewer)
  const field = leaf.field as ImageField
  switch (leaf.type) {
    case 'choice':
      return choiceCondition(field, leaf.values)
    case 'text':
      return textFieldCondition(field, leaf.value)
    case 'ids':
      return found({ sql: LISTED, params: [JSON.stringify(leaf.ids)] })
    case 'number':
      if (field === 'words') return ofCaption(within('word_count', leaf))
      return within(field === 'captions' ? 'image.caption_count' : `image.${field}`, leaf)
    case 'share': {
      const { sql, params } = between('agreed', leaf, leaf.open)
      return found({ sql: `SELECT id FROM (${AGREED_IMAGES}) WHERE ${sql}`, params })
    }
    case 'date': {
      if (field === 'added') return within('image.created_at', leaf)
      const { sql, params } = within('updated_at', leaf)
      return ofCaption({ sql: `(version > 1 OR source <> 'imported') AND ${sql}`, params })
    }
  }
}

/** Images that a query finds. */
const found = ({ sql: ids, params }: Condition): ImageCondition => ({
  sql: `image.id IN (${ids})`,
  ids,
  params
})

/** Images with a caption that fits. */
const ofCaption = ({ sql, params }: Condition): ImageCondition =>
  found({ sql: `SELECT image_id AS id FROM caption WHERE ${sql}`, params })

/** Images that are given to a person by a work list that is not closed. */
const assigned = (person: string, condition: string): ImageCondition =>
  found({
    sql: `SELECT image_id AS id FROM assignment WHERE person = ? AND ${condition}
      AND list_id IN (SELECT id FROM work_list WHERE closed_at IS NULL)`,
    params: [person.normalize('NFC')]
  })

const LISTED = `SELECT image.id AS id
  FROM json_each(?) AS wanted CROSS JOIN image ON image.id = wanted.value`

export const IN_TEXT = 'SELECT rowid AS id FROM image_text WHERE image_text MATCH ?'
export const IN_NAME = "SELECT rowid AS id FROM image_name WHERE image_name MATCH ? || ' *'"
/** Where the index does not know for sure, the captions are read. */
const IN_CAPTION = `SELECT image_text.rowid AS id
  FROM image_text CROSS JOIN caption ON caption.image_id = image_text.rowid
  WHERE image_text MATCH ? AND phrase_in(text, ?)`

/**
 * What the index finds of a phrase whose forms it cannot know: those in which it stands in some captions,
 * by the index, since nearly all others have it in the same; of the rest the captions are read.
 */
const IN_ANY_FORM = `WITH usual (forms) AS MATERIALIZED (
    SELECT coalesce(group_concat(form, ' OR '), ?) FROM (
      SELECT DISTINCT phrase_form(text, ?) AS form FROM (
        SELECT text FROM image_text CROSS JOIN caption ON caption.image_id = image_text.rowid
        WHERE image_text MATCH ? LIMIT 200))
    WHERE form IS NOT NULL)
  ${IN_TEXT.replace('?', '(SELECT forms FROM usual)')}
  UNION ALL ${IN_CAPTION.replace('?', "? || ' NOT (' || (SELECT forms FROM usual) || ')'")}
  UNION ALL ${IN_NAME}`

/** The index has the words of all captions: of those in view each is read. */
const IN_SEEN_CAPTION = IN_CAPTION.replaceAll('FROM image_text', 'FROM main.image_text')

/** Words that stand together in a caption of the image, or in its name. */
function phraseCondition(phrase: string, viewer: Viewer | null): ImageCondition {
  const text = phraseQuery(phrase)
  const name = nameQuery(phrase)
  if (!text || !name) return { sql: 'FALSE', params: [] }
  const { query, sure } = text
  if (viewer) {
    const sql = `${IN_SEEN_CAPTION} UNION ALL ${IN_NAME}`
    return found({ sql, params: [query, phrase, name] })
  }
  if (sure === null) {
    return found({ sql: `${IN_TEXT} UNION ALL ${IN_NAME}`, params: [query, name] })
  }
  return found({ sql: IN_ANY_FORM, params: [sure, phrase, query, `(${query})`, phrase, name] })
}

/** What an image can be, by the value of `is`. */
const FLAGS: Record<string, string> = {
  missing: 'image.missing = 1',
  duplicate: `image.id IN (
    SELECT image_id FROM duplicate WHERE cluster IN (SELECT cluster FROM (${CLUSTERS})))`,
  leak: `image.id IN (
    SELECT image_id FROM duplicate WHERE cluster IN (SELECT cluster FROM (${CLUSTERS}) WHERE leak))`
}
/** As `SUGGESTED`, in a form for each of which there is an index. */
const OF_MODEL = "source = 'model' AND source <> 'imported' AND status = 'draft'"
const IN_CONFLICT = "conflicts_with IS NOT NULL AND status = 'draft'"

const SUGGESTIONS = `SELECT image_id AS id FROM caption WHERE ${OF_MODEL}
  UNION ALL SELECT image_id AS id FROM caption WHERE ${IN_CONFLICT}`

/** Captions in which one of the checks finds something; suggestions are not checked. */
const withIssue = (codes: readonly CheckCode[]): Condition => ({
  sql: `NOT ${SUGGESTED} AND caption_issues(id, version, text, ${CHECK_SETTINGS}) & ? <> 0`,
  params: [issueBits(codes)]
})

function choiceCondition(field: ImageField, values: readonly string[]): ImageCondition {
  switch (field) {
    case 'is':
      // Several values are joined by "or", as with every choice.
      return joinConditions(
        'or',
        values.map((value) => {
          if (value === 'suggested') return found({ sql: SUGGESTIONS, params: [] })
          if (value === 'conflict') return ofCaption({ sql: IN_CONFLICT, params: [] })
          if (value === 'adjudicated') return found({ sql: ADJUDICATED_IMAGES, params: [] })
          if (value === 'issue') return ofCaption(withIssue(checkCodes))
          return { sql: FLAGS[value] ?? 'FALSE', params: [] }
        })
      )
    case 'issue':
      return ofCaption(withIssue(checkCodes.filter((code) => values.includes(code))))
    case 'note': {
      const open = values.map((value) => (value === 'open' ? 'open_notes > 0' : 'open_notes = 0'))
      return ofCaption({ sql: `notes IS NOT NULL AND (${open.join(' OR ')})`, params: [] })
    }
    case 'mine':
      // Who asks is known by now where anybody does.
      throw new AppError('assignment.nobody')
    case 'source': {
      const { sql, params } = among('source', values)
      // Lets the index be used, which leaves out the many that were imported.
      const written = values.includes('imported') ? '' : " AND source <> 'imported'"
      return ofCaption({ sql: sql + written, params })
    }
    default:
      return among(field === 'status' ? 'image.state' : `image.${field}`, values)
  }
}

function textFieldCondition(field: ImageField, value: string): ImageCondition {
  switch (field) {
    case 'tag':
      return found({
        sql: 'SELECT image_id AS id FROM image_tag WHERE tag = ?',
        params: [value.normalize('NFC')]
      })
    case 'like':
      // Who is alike is worked out before the store is asked: SQLite knows no vectors.
      throw new Error(`like:${value} has not been looked up`)
    case 'run':
      return ofCaption({ sql: 'run_id = ?', params: [value] })
    case 'by':
      return ofCaption({ sql: 'author = ?', params: [value.normalize('NFC')] })
    case 'reviewed-by':
      return ofCaption({ sql: 'reviewer = ?', params: [value.normalize('NFC')] })
    case 'assigned':
      return assigned(value, 'TRUE')
    case 'open-for':
      return assigned(value, "state = 'open'")
    case 'done-by':
      return assigned(value, "state = 'done'")
    case 'skipped-by':
      return assigned(value, "state = 'skipped'")
    case 'list':
      return found({
        sql: `SELECT image_id AS id FROM assignment
          WHERE list_id IN (SELECT id FROM work_list WHERE name = ?)`,
        params: [value.normalize('NFC')]
      })
    default:
      return { sql: 'instr(image.name_folded, ?) > 0', params: [foldText(value)] }
  }
}
