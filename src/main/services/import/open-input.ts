import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Split } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { fileError } from '../../base/files/file-error'
import { isImageFile } from '../../base/files/list-images'
import { formats, isEmbeddingsName } from './formats'
import { detectFormat } from './formats/detect-format'
import type { ImportEvents } from './formats/events'
import { splitOfName } from './formats/split-name'
import { readImages } from './formats/text-folder'
import { imageFolders, ImageProbe } from './image-probe'
import type { InputChoice, OpenInput } from './input'
import { lookAt } from './look'
import { openDataFolder } from './parts/open-data-folder'
import { isZip } from './read/text-source'
import { isFolderZip, openZipFolder } from './zip/open-zip-folder'
import { ZipArchive } from './zip/zip-archive'

/**
 * Finds out what the file or folder is. Reading begins with the first step through `events`, which
 * throws for a file that makes no sense as a whole, and `engine.cancelled` once the signal is aborted;
 * single records that make no sense are skipped. `known` are folders of images that the library has.
 * Throws `import.unknown-format`, and `import.wrong-shape` for a folder that is said to be a file or
 * the other way round.
 */
export async function openInput(
  choice: InputChoice,
  signal?: AbortSignal,
  known: readonly string[] = []
): Promise<OpenInput> {
  const { path, columns = {}, imagesDir = null, texts = 'lines', beside = null } = choice
  if (holdsEmbeddings(choice)) {
    if (await isFolder(path))
      throw new AppError('import.wrong-shape', { path, format: 'embeddings' })
    return { format: 'embeddings', kind: 'embeddings', sources: [], events: nothing() }
  }
  const named = await namedImages(choice)
  if (named) {
    const events = readImages(named.folder, named.names, { texts, unread: [], signal })
    return { format: 'folder', kind: 'images', sources: [], events }
  }
  if (isZip(path) && !(await isFolder(path))) {
    const zip = await ZipArchive.open(path, signal)
    if (isFolderZip(zip)) return openZipFolder(zip, choice, signal)
    zip.close()
  }
  const look = await lookAt(path, signal)
  const format = choice.format === 'auto' ? detectFormat(look) : choice.format
  if (format === 'folder' && choice.format === 'auto') {
    const dataSet = await openDataFolder(look, choice, signal)
    if (dataSet) return dataSet
  }
  const { kind, folder = false, open } = formats[format]
  if (folder !== 'either' && folder !== look.isFolder)
    throw new AppError('import.wrong-shape', { path, format })
  const images = new ImageProbe(await imageFolders({ path, imagesDir }, known))
  const opened = await open({ look, columns, texts, beside, images, signal })
  const split = look.isFolder || look.shards !== null ? null : splitOfName(look.name)
  if (split === null) return { format, kind, ...opened }
  return { format, kind, ...opened, events: inSplit(opened.events, basename(path), split) }
}

/** The images of a file whose name says a split, where its records say none. */
async function* inSplit(events: ImportEvents, file: string, split: Split): ImportEvents {
  let isSaid = false
  for await (const batch of events) {
    if (!isSaid && batch.some(({ type }) => type === 'image')) {
      isSaid = true
      yield [{ type: 'taken', taken: { parts: [{ file, split }] } }]
    }
    yield batch.map((event) => (event.type === 'image' ? { split, ...event } : event))
  }
}

/** The images that are named one by one: some of a folder, or the path itself. */
async function namedImages({
  path,
  format,
  names
}: InputChoice): Promise<{ folder: string; names: readonly string[] } | null> {
  if (format !== 'auto' && format !== 'folder') return null
  if (await isFolder(path)) return names ? { folder: path, names } : null
  const isImage = await isImageFile(path)
  return isImage ? { folder: dirname(path), names: [basename(path)] } : null
}

/** Embeddings are read by the engine. */
async function* nothing(): ImportEvents {}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    throw fileError(path, error)
  }
}

/** Whether a file holds embeddings: it is said to, or has the name of one. */
export const holdsEmbeddings = ({ path, format }: Pick<InputChoice, 'path' | 'format'>): boolean =>
  format === 'embeddings' || (format === 'auto' && isEmbeddingsName(path))
