import type { Split } from '../../../shared/domain'
import { pairFields } from '../../../shared/filter'
import {
  among,
  joinConditions,
  textCondition,
  within,
  type Condition,
  type Leaf
} from '../search/filter-sql'
import { phraseQuery } from '../search/search-text'

export interface PairFilter {
  /** In the filter language; words are searched in both sides. */
  text?: string | undefined
  split?: Split | undefined
}

/** The filter as a condition on a row of `pair`. Throws `filter.invalid`. */
export function pairCondition({ text, split }: PairFilter): Condition {
  const parts: Condition[] = []
  if (text?.trim()) parts.push(textCondition(text, pairFields, pairLeaf))
  if (split !== undefined) parts.push({ sql: 'pair.split = ?', params: [split] })
  return joinConditions('and', parts)
}

function pairLeaf(leaf: Leaf): Condition {
  switch (leaf.type) {
    case 'phrase': {
      const text = phraseQuery(leaf.text)
      if (!text) return { sql: 'FALSE', params: [] }
      const sql = 'pair.id IN (SELECT rowid FROM pair_text WHERE pair_text MATCH ?)'
      if (text.sure === null) return { sql, params: [text.query] }
      return {
        sql: `(${sql} AND (phrase_in(pair.english, ?) OR phrase_in(pair.vietnamese, ?)))`,
        params: [text.query, leaf.text, leaf.text]
      }
    }
    case 'number':
      return within('pair.word_count', leaf)
    case 'date': {
      const { sql, params } = within('pair.updated_at', leaf)
      return { sql: `(pair.version > 1 AND ${sql})`, params }
    }
    case 'choice':
      return among('pair.split', leaf.values)
    case 'text':
    case 'share':
    case 'ids':
      throw new Error(`pairs have no field ${leaf.field}`)
  }
}
