import { checkCodes } from '../vietnamese/check-codes'

/** What can be asked of a field: one of a few values, a whole number, a share, a moment, a text, or the numbers of some images. */
export type FieldKind =
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'number' }
  /** A number from 0 to 1. */
  | { kind: 'share' }
  | { kind: 'date' }
  | { kind: 'text' }
  | { kind: 'ids' }

/** Fields of the filter language by name: what the parser, the completion and the form know. */
export type FieldTable = Readonly<Record<string, FieldKind>>

const number = { kind: 'number' } as const
const date = { kind: 'date' } as const
const text = { kind: 'text' } as const
const choice = <const T extends readonly string[]>(...values: T) =>
  ({ kind: 'choice', values }) as const

/** What images can be asked for. A field of captions matches an image with such a caption. */
export const imageFields = {
  status: choice('empty', 'draft', 'accepted', 'rejected', 'skipped'),
  split: choice('train', 'val', 'test', 'none'),
  source: choice('imported', 'person', 'model'),
  is: choice('missing', 'duplicate', 'leak', 'suggested', 'conflict', 'issue', 'adjudicated'),
  issue: choice(...checkCodes),
  /** `resolved` where none of a caption's notes is open. */
  note: choice('open', 'resolved'),
  words: number,
  captions: number,
  width: number,
  height: number,
  tag: text,
  name: text,
  run: text,
  /** Who wrote a caption's present text, and who accepted or rejected it. */
  by: text,
  'reviewed-by': text,
  /** To whom an image is given by a work list that is not closed, and how far they are; and by which list. */
  mine: choice('open', 'done', 'skipped'),
  assigned: text,
  'open-for': text,
  'done-by': text,
  'skipped-by': text,
  list: text,
  /** How alike the captions of different people are. */
  agreed: { kind: 'share' },
  /** Images that look as a text says, or as the image of a number: `#12`. */
  like: text,
  id: { kind: 'ids' },
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
