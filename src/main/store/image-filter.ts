import type { ImageFilter } from '../../shared/domain'
import { imageFields, type ImageField } from '../../shared/filter'
import { foldText } from '../../shared/vietnamese/fold'
import { CLUSTERS } from './duplicates'
import {
  among,
  joinConditions,
  textCondition,
  within,
  type Condition,
  type Leaf
} from './filter-sql'
import { nameQuery, phraseQuery } from './search-text'

/** The filter as a condition on a row of `image`. Throws `filter.invalid`. */
export function filterCondition({ text, split, state }: ImageFilter): Condition {
  const parts: Condition[] = []
  if (text?.trim()) parts.push(textCondition(text, imageFields, imageLeaf))
  if (split !== undefined) parts.push({ sql: 'image.split = ?', params: [split] })
  if (state !== undefined) parts.push({ sql: 'image.state = ?', params: [state] })
  return parts.length > 0 ? joinConditions('and', parts) : { sql: 'TRUE', params: [] }
}

/** One part of a filter as a condition on a row of `image`. */
export const imageLeaf = (leaf: Leaf): Condition => leafCondition(leaf, findOwners)

/** The same for few images: what belongs to each is looked up, and not all owners found first. */
export const eachImageLeaf = (leaf: Leaf): Condition => leafCondition(leaf, askOwner)

/** Images that own a row of `table` that fits. */
type Owning = (table: 'caption' | 'image_tag', fits: Condition) => Condition

const findOwners: Owning = (table, { sql, params }) => ({
  sql: `image.id IN (SELECT image_id FROM ${table} WHERE ${sql})`,
  params
})
const askOwner: Owning = (table, { sql, params }) => ({
  sql: `EXISTS (SELECT 1 FROM ${table} WHERE image_id = image.id AND ${sql})`,
  params
})

function leafCondition(leaf: Leaf, owning: Owning): Condition {
  if (leaf.type === 'phrase') return phraseCondition(leaf.text)
  const field = leaf.field as ImageField
  switch (leaf.type) {
    case 'choice':
      return choiceCondition(field, leaf.values, owning)
    case 'text':
      return textFieldCondition(field, leaf.value, owning)
    case 'number':
      if (field === 'words') return owning('caption', within('word_count', leaf))
      return within(field === 'captions' ? 'image.caption_count' : `image.${field}`, leaf)
    case 'date': {
      if (field === 'added') return within('image.created_at', leaf)
      const { sql, params } = within('updated_at', leaf)
      const edited = `(version > 1 OR source <> 'imported') AND ${sql}`
      return owning('caption', { sql: edited, params })
    }
  }
}

/** Words that stand together in a caption of the image, or in its name. */
function phraseCondition(phrase: string): Condition {
  const text = phraseQuery(phrase)
  const name = nameQuery(phrase)
  if (!text || !name) return { sql: 'FALSE', params: [] }
  const inText = 'SELECT rowid FROM image_text WHERE image_text MATCH ?'
  const inName = "SELECT rowid FROM image_name WHERE image_name MATCH ? || ' *'"
  if (text.sure === null) {
    return { sql: `image.id IN (${inText} UNION ALL ${inName})`, params: [text.query, name] }
  }
  const looked = `SELECT image_id FROM caption
    WHERE image_id IN (${inText}) AND phrase_in(text, ?)`
  return {
    sql: `image.id IN (${looked} UNION ALL ${inName})`,
    params: [text.query, phrase, name]
  }
}

/** What an image can be, by the value of `is`. */
const FLAGS: Record<string, string> = {
  missing: 'image.missing = 1',
  duplicate: `image.id IN (
    SELECT image_id FROM duplicate WHERE cluster IN (SELECT cluster FROM (${CLUSTERS})))`,
  leak: `image.id IN (
    SELECT image_id FROM duplicate WHERE cluster IN (SELECT cluster FROM (${CLUSTERS}) WHERE leak))`
}
const SUGGESTED = "source = 'model' AND source <> 'imported' AND status = 'draft'"

function choiceCondition(field: ImageField, values: readonly string[], owning: Owning): Condition {
  switch (field) {
    case 'is':
      // Several values are joined by "or", as with every choice.
      return joinConditions(
        'or',
        values.map((value) =>
          value === 'suggested'
            ? owning('caption', { sql: SUGGESTED, params: [] })
            : { sql: FLAGS[value] ?? 'FALSE', params: [] }
        )
      )
    case 'source': {
      const { sql, params } = among('source', values)
      // Lets the index be used, which leaves out the many that were imported.
      const written = values.includes('imported') ? '' : " AND source <> 'imported'"
      return owning('caption', { sql: sql + written, params })
    }
    default:
      return among(field === 'status' ? 'image.state' : `image.${field}`, values)
  }
}

function textFieldCondition(field: ImageField, value: string, owning: Owning): Condition {
  switch (field) {
    case 'tag':
      return owning('image_tag', { sql: 'tag = ?', params: [value.normalize('NFC')] })
    case 'run':
      return owning('caption', { sql: 'run_id = ?', params: [value] })
    default:
      return { sql: 'instr(image.name_folded, ?) > 0', params: [foldText(value)] }
  }
}
