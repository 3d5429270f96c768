import { dirname } from 'node:path/posix'
import type { Split } from '../../../../shared/domain'
import { formats, type KnownFormat } from '../formats'
import type { ImageEvent, ImportEvent, ImportEvents } from '../formats/events'
import type { Opening } from '../formats/opening'
import { splitOfName } from '../formats/split-name'
import type { Look } from '../look'
import type { ReadSource } from '../read/read-source'
import type { CaptionFile } from './caption-files'

/** A file with captions in a folder or zip, or all of that as a folder. */
export interface Part {
  /** Path inside the folder; '' for all of it. */
  name: string
  look: Look
  format: KnownFormat
  split: Split | null
}

/** Files with captions as parts; of several each has the split that its name says. */
export const partsOf = (files: readonly CaptionFile[]): Part[] =>
  files.map((file) => ({ ...file, split: files.length > 1 ? splitOfName(file.name) : null }))

/** The folder of a part's file, inside the whole. */
export const folderOf = ({ name }: Part): string => (name === '' ? '' : dirname(name))

interface Reading {
  opening: Omit<Opening, 'look'>
  /** What is being read is added. */
  sources: ReadSource[]
  /** An image as it is found in the whole, or why it cannot be used. */
  place(event: ImageEvent, part: Part): ImportEvent | Promise<ImportEvent>
}

/** Reads the parts of a folder or zip, one after the other, by their own formats. */
export async function* readParts(
  parts: readonly Part[],
  { opening, sources, place }: Reading
): ImportEvents {
  const files = parts.filter(({ name }) => name !== '')
  if (files.length > 0) {
    const taken = files.map(({ name, split }) => ({ file: name, split }))
    yield [{ type: 'taken', taken: { parts: taken } }]
  }
  for (const part of parts) {
    const opened = await formats[part.format].open({ ...opening, look: part.look })
    sources.push(...opened.sources)
    for await (const batch of opened.events) {
      // One after the other: an image may be a file in memory.
      for (const event of batch) {
        const own = parts.length > 1 ? ofPart(event, part) : event
        yield [own.type === 'image' ? await place(own, part) : own]
      }
    }
  }
}

/** A record of one file as one of several: ids are those of their own file. */
function ofPart(event: ImportEvent, { name, split }: Part): ImportEvent {
  if (!('where' in event)) return event
  const where = `${name}: ${event.where}`
  if (event.type === 'caption') return { ...event, where, key: `${name}\0${event.key}` }
  if (event.type !== 'image') return { ...event, where }
  const key = event.key === null ? null : `${name}\0${event.key}`
  const own = event.split ?? split
  return { ...event, where, key, ...(own !== null && { split: own }) }
}
