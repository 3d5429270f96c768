import type { CaptionTexts, ImportColumns } from '../../../../shared/domain'
import type { ImageFinder } from '../image-probe'
import type { Look } from '../look'
import type { ReadSource } from '../read/read-source'
import { TextSource } from '../read/text-source'
import type { ImportEvents } from './events'

/** What a reader is given: the input as it was looked at, and what was chosen for it. */
export interface Opening {
  look: Look
  columns: ImportColumns
  texts: CaptionTexts
  /** The other file that was named with the input; null where it is to be found. */
  beside: string | null
  images: ImageFinder
  signal: AbortSignal | undefined
}

/** An input that is about to be read. */
export interface Opened {
  /** What it gives, where its columns say so and not its format alone. */
  kind?: 'images' | 'pairs'
  /** Files that `events` reads, for showing how far it is; none for a folder and for embeddings. */
  sources: ReadSource[]
  events: ImportEvents
}

/** The one file of an input, read by `read`. */
export function openFile(
  { look, signal }: Opening,
  read: (source: TextSource) => ImportEvents
): Opened {
  const source = new TextSource(look.path, signal)
  return { sources: [source], events: read(source) }
}
