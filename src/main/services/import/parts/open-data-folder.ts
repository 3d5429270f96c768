import { join } from 'node:path'
import { dirname } from 'node:path/posix'
import { AppError } from '../../../../shared/errors'
import { walkImages } from '../../../base/files/list-images'
import { formats } from '../formats'
import type { ImageEvent, ImportEvent, ImportEvents } from '../formats/events'
import { splitOfPath } from '../formats/split-name'
import { skipFolder } from '../formats/text-folder'
import { ImageProbe } from '../image-probe'
import type { Look } from '../look'
import type { InputChoice, OpenInput } from '../input'
import type { ReadSource } from '../read/read-source'
import { findCaptionFiles } from './caption-files'
import { ImagePlaces } from './image-places'
import { folderOf, partsOf, readParts, type Part } from './read-parts'

/** Texts that may stand beside an image, and files that captions of many may stand in. */
const TEXT = /\.(txt|caption)$/i
const LIST = /\.(jsonl?|ndjson|csv|tsv|token|parquet)$/i

/** Folders in which images are looked for to tell which column names them. */
const MAX_FOLDERS = 200
const MAX_UNREAD = 10
const BATCH = 64

/**
 * A folder as public sets are laid out: files with captions, and images in it or in folders beside
 * them. Images that no file names come without a caption. Null where no file right in the folder or
 * in those in it holds captions, or where texts stand beside the images, which are read instead.
 */
export async function openDataFolder(
  look: Look,
  choice: InputChoice,
  signal?: AbortSignal
): Promise<OpenInput | null> {
  const { columns = {}, texts = 'lines', beside = null, imagesDir = null } = choice
  const lists = look.names.filter((name) => LIST.test(name) || TEXT.test(name))
  if (lists.length === 0) return null
  const names: string[] = []
  const textNames: string[] = []
  const closed: ImportEvent[] = []
  const files = walkImages(look.path, true, { besides: TEXT, signal })
  for await (const { name, error, isImage } of files) {
    if (error) closed.push(skipFolder(name, error))
    else (isImage ? names : textNames).push(name)
  }
  const stems = new Set(
    names.flatMap((name) => [name, stemOf(name)]).map((name) => name.toLowerCase())
  )
  if (textNames.some((name) => stems.has(stemOf(name).toLowerCase()))) return null
  const parts = partsOf(await findCaptionFiles(look.path, lists, null, signal))
  const [first] = parts
  if (!first) return null
  const inside = [...new Set(names.map(dirname))].slice(0, MAX_FOLDERS)
  const folders = imagesDir === null ? inside.map((name) => join(look.path, name)) : [imagesDir]
  const images = new ImageProbe([...new Set([imagesDir ?? look.path, ...folders])])
  const sources: ReadSource[] = []
  return {
    format: first.format,
    kind: formats[first.format].kind,
    sources,
    events: readAll()
  }

  async function* readAll(): ImportEvents {
    const read = new Set(parts.map(({ name }) => name))
    const unread = lists.filter((name) => LIST.test(name) && !read.has(name)).slice(0, MAX_UNREAD)
    if (unread.length > 0) yield [{ type: 'taken', taken: { unread } }]
    yield closed
    const opening = { columns, texts, beside, images, signal }
    const places = new ImagePlaces(names)
    const named = new Set<string>()
    yield* readParts(parts, { opening, sources, place })
    if (imagesDir !== null) return
    const others = names.filter((name) => !named.has(name)).sort()
    for (let from = 0; from < others.length; from += BATCH) {
      if (signal?.aborted) throw new AppError('engine.cancelled')
      yield others.slice(from, from + BATCH).map(alone)
    }

    function place(event: ImageEvent, part: Part): ImportEvent {
      if (event.content || imagesDir !== null) return event
      const found = places.find(event.name, folderOf(part), event.split ?? part.split)
      if (found === null) return event
      named.add(found)
      return { ...event, name: found }
    }
  }
}

const stemOf = (name: string): string => name.replace(/\.[^./]+$/, '')

/** An image that no file names. */
function alone(name: string): ImageEvent {
  const split = splitOfPath(name)
  return {
    type: 'image',
    name,
    captions: [],
    extra: null,
    key: null,
    where: name,
    ...(split && { split })
  }
}
