/** A place in the filter's text, in UTF-16 units; `end` is behind it. */
export interface Span {
  start: number
  end: number
}

/** Bounds that both belong to what is asked for; null is open. */
export interface Bounds {
  from: number | null
  to: number | null
}

/** What a filter asks for. Leaves say where they stand in its text. */
export type FilterNode =
  | { type: 'and' | 'or'; parts: FilterNode[] }
  | { type: 'not'; part: FilterNode }
  /** Words that stand one behind the other. */
  | ({ type: 'phrase'; text: string } & Span)
  | ({ type: 'choice'; field: string; values: string[] } & Span)
  | ({ type: 'text'; field: string; value: string } & Span)
  /** Images by their numbers, in the order in which they are to be listed. */
  | ({ type: 'ids'; field: string; ids: number[] } & Span)
  /** Whole numbers, or for a date milliseconds since 1970. */
  | ({ type: 'number' | 'date'; field: string } & Bounds & Span)
  /** From 0 to 1; `open` where the bounds themselves do not belong to it. */
  | ({ type: 'share'; field: string; open: boolean } & Bounds & Span)

export type FilterErrorCode =
  | 'unknown-field'
  | 'unknown-value'
  | 'bad-number'
  | 'bad-share'
  | 'bad-date'
  | 'bad-ids'
  | 'bad-comparison'
  | 'empty-value'
  | 'empty-not'
  | 'open-quote'
  | 'open-bracket'
  | 'stray-bracket'
  | 'stray-or'
  | 'too-many-terms'
  | 'too-deep'
  | 'phrase-too-long'

/**
 * A part of the filter that cannot be understood: `what` is the wrong word, `known` the right ones,
 * or the limit that was passed.
 */
export interface FilterError extends Span {
  code: FilterErrorCode
  what: string
  known: string
}

export interface ParsedFilter {
  /** Null where nothing is asked for, or nothing that could be understood. */
  node: FilterNode | null
  errors: FilterError[]
}
