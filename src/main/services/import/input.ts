import type { CaptionTexts, ImportColumns, ImportFormat } from '../../../shared/domain'
import type { KnownFormat } from './formats'
import type { ImportEvents } from './formats/events'
import type { ReadSource } from './read/read-source'

/** What is to be read: a file or folder, and what it is said to be. */
export interface InputChoice {
  path: string
  format: ImportFormat
  columns?: ImportColumns | undefined
  /** Only these images of the folder. */
  names?: readonly string[] | null
  imagesDir?: string | null
  texts?: CaptionTexts
  beside?: string | null
}

/** A file or folder that is about to be read. */
export interface OpenInput {
  format: KnownFormat
  kind: 'images' | 'pairs' | 'embeddings'
  /** Files that `events` reads; none for a folder and for embeddings. */
  sources: ReadSource[]
  /** Everything in it, in its order, a few hundred records at a time. */
  events: ImportEvents
}
