import { rm } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { dirname } from 'node:path/posix'
import { AppError } from '../../../../shared/errors'
import { IMAGE_NAME } from '../../../../shared/image-name'
import { makeScratchFolder } from '../../../base/files/scratch-folder'
import { formats } from '../formats'
import { detectFormat } from '../formats/detect-format'
import { skip, type ImageEvent, type ImportEvent, type ImportEvents } from '../formats/events'
import { metadataIn } from '../formats/imagefolder'
import { splitOfName } from '../formats/split-name'
import { ImageProbe } from '../image-probe'
import { lookAt } from '../look'
import type { InputChoice, OpenInput } from '../input'
import { findCaptionFiles } from '../parts/caption-files'
import { ImagePlaces } from '../parts/image-places'
import { folderOf, partsOf, readParts, type Part } from '../parts/read-parts'
import { listsIn } from '../read/zip-entry'
import type { ReadSource } from '../read/read-source'
import { unpackSkeleton } from './unpack-skeleton'
import type { ZipArchive } from './zip-archive'

/** Bytes of an image, and folders in which the images may lie. */
const MAX_IMAGE = 2 ** 29
const MAX_FOLDERS = 200

/** Whether a zip is a data set with its images or in several files, and not one list alone. */
export const isFolderZip = (zip: ZipArchive): boolean =>
  [...zip.entries.keys()].some((name) => IMAGE_NAME.test(name)) || listsIn(zip).length !== 1

/**
 * Reads a zip as the folder that it was made of: the captions in it by their own format, else the
 * whole by the table of formats. Images come with their content, which is read when they are asked
 * for; captions whose images are elsewhere stay as they are. Closes the zip once its events were
 * read, or left. Throws `import.bad-zip`, and as readers do, naming the file in the zip.
 */
export async function openZipFolder(
  zip: ZipArchive,
  choice: InputChoice,
  signal?: AbortSignal
): Promise<OpenInput> {
  const scratch = await makeScratchFolder()
  const close = async () => {
    zip.close()
    await rm(scratch, { recursive: true, force: true })
  }
  try {
    await unpackSkeleton(zip, scratch, signal)
    const top = topOf([...zip.entries.keys()])
    const root = join(scratch, top)
    const names = [...zip.entries.keys()].map((name) => name.slice(top.length))
    const parts = await partsIn(root, names, choice, signal)
    const [first] = parts
    if (!first) throw new AppError('import.wrong-shape', { path: zip.path, format: choice.format })
    const folders = names.filter((name) => IMAGE_NAME.test(name)).map((name) => dirname(name))
    const inside = [...new Set(folders)].slice(0, MAX_FOLDERS).map((name) => join(root, name))
    const { columns = {}, texts = 'lines', beside = null } = choice
    const images = new ImageProbe([root, ...inside])
    const opening = { columns, texts, beside, images, signal }
    const sources: ReadSource[] = []
    const places = new ImagePlaces(names)
    const place = (event: ImageEvent, part: Part) => withContent(event, part, { zip, top, places })
    return {
      format: first.format,
      kind: formats[first.format].kind,
      sources,
      events: untilClosed(readParts(parts, { opening, sources, place }), inZip, close)
    }
  } catch (error) {
    await close()
    throw inZip(error)
  }

  /** Readers know the file by the place where it was put. */
  function inZip(error: unknown): unknown {
    const path = error instanceof AppError ? error.params['path'] : undefined
    if (!(error instanceof AppError) || typeof path !== 'string') return error
    if (path !== scratch && !path.startsWith(scratch + sep)) return error
    const named = join(zip.path, relative(scratch, path))
    return new AppError(error.code, { ...error.params, path: named }, { cause: error })
  }
}

async function* untilClosed(
  events: ImportEvents,
  name: (error: unknown) => unknown,
  close: () => Promise<void>
): ImportEvents {
  try {
    yield* events
  } catch (error) {
    throw name(error)
  } finally {
    await close()
  }
}

/** The folders around all files, with a slash at the end, as far as they say nothing of a split. */
function topOf(names: readonly string[]): string {
  let top = ''
  for (;;) {
    const [first = ''] = names
    const end = first.indexOf('/', top.length)
    const next = first.slice(0, end + 1)
    if (end < 0 || splitOfName(next.slice(top.length, -1)) !== null) return top
    if (!names.every((name) => name.startsWith(next))) return top
    top = next
  }
}

/** What is read of the zip; nothing where it is not what it is said to be. */
async function partsIn(
  root: string,
  names: readonly string[],
  { format }: InputChoice,
  signal: AbortSignal | undefined
): Promise<Part[]> {
  const look = await lookAt(root, signal)
  const wanted = format === 'auto' ? null : format
  const isFolder =
    wanted === null
      ? look.shards !== null || metadataIn(look.names).length > 0
      : formats[wanted].folder !== undefined
  const files = isFolder ? [] : await findCaptionFiles(root, names, wanted, signal)
  if (files.length > 0) return partsOf(files)
  if (wanted !== null && !isFolder) return []
  return [{ name: '', look, format: wanted ?? detectFormat(look), split: null }]
}

/** An image of the zip with its content; one that is elsewhere as it is. */
async function withContent(
  event: ImageEvent,
  part: Part,
  { zip, top, places }: { zip: ZipArchive; top: string; places: ImagePlaces }
): Promise<ImportEvent> {
  if (event.content) return event
  const place = places.find(event.name, folderOf(part), event.split ?? part.split)
  if (place === null) return event
  try {
    return { ...event, content: await zip.read(top + place, MAX_IMAGE) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'import.bad-zip') throw error
    const detail = String(error.params['detail'])
    return skip('image-unreadable', event.where, event.name, { detail })
  }
}
