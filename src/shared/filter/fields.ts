/** What can be asked of a field: one of a few values, a whole number, a moment, or a text. */
export type FieldKind =
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'number' }
  | { kind: 'date' }
  | { kind: 'text' }

/** Fields of the filter language by name: what the parser, the completion and the form know. */
export type FieldTable = Readonly<Record<string, FieldKind>>

const number = { kind: 'number' } as const
const date = { kind: 'date' } as const
const text = { kind: 'text' } as const
const choice = <const T extends readonly string[]>(...values: T) =>
  ({ kind: 'choice', values }) as const

/** What pictures can be asked for. A field of captions admits a picture with such a caption. */
export const imageFields = {
  status: choice('empty', 'draft', 'accepted', 'rejected', 'skipped'),
  split: choice('train', 'val', 'test', 'none'),
  source: choice('imported', 'person', 'model'),
  is: choice('missing', 'duplicate', 'leak', 'suggested'),
  words: number,
  captions: number,
  width: number,
  height: number,
  tag: text,
  name: text,
  run: text,
  edited: date,
  added: date
} as const satisfies FieldTable

/** What sentence pairs can be asked for; `words` are those of the Vietnamese side. */
export const pairFields = {
  split: choice('train', 'val', 'test', 'none'),
  words: number,
  edited: date
} as const satisfies FieldTable

export type ImageField = keyof typeof imageFields
export type PairField = keyof typeof pairFields
