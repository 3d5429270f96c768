import { join } from 'node:path'
import { AppError } from '../../../shared/errors'
import { IMAGE_NAME } from '../../../shared/image-name'
import { readImageKind } from './image-kind'
import { walkFiles, type Walked, type WalkedFile } from './walk-files'

/** Names of files that hold text and are not looked into for an image. */
const TEXT_NAME = /\.(txt|caption|jsonl?|ndjson|csv|tsv|xml|html?|ya?ml|toml|md|py|ipynb|log)$/i

/** A file that looks like an image, or has a name that is wanted besides; or an unreadable folder. */
export type FoundFile = Walked & { isImage: boolean }

/**
 * The images of a folder: files with the name of one, and then those of another name or none whose
 * first bytes are those of one, unless a link with such a name has led to them already: so the
 * caches of the Hugging Face hub, folders of links to files named by their hash, have each image
 * once. Files whose name fits `besides` come too. Errors are those of {@link walkFiles}.
 */
export async function* walkImages(
  folder: string,
  recursive: boolean,
  { besides, signal }: { besides?: RegExp; signal?: AbortSignal | undefined } = {}
): AsyncGenerator<FoundFile> {
  const seen = new Set<string>()
  const others: WalkedFile[] = []
  for await (const file of walkFiles(folder, recursive, /(?:)/, signal)) {
    const { name, error } = file
    if (error) yield { ...file, isImage: false }
    else if (IMAGE_NAME.test(name)) {
      if (!IMAGE_NAME.test(file.real)) seen.add(file.real)
      yield { ...file, isImage: true }
    } else if (besides?.test(name)) yield { ...file, isImage: false }
    else if (!TEXT_NAME.test(name)) others.push(file)
  }
  for (const file of others) {
    if (signal?.aborted) throw new AppError('engine.cancelled')
    if (seen.has(file.real) || !(await hasImage(join(folder, file.name)))) continue
    seen.add(file.real)
    yield { ...file, isImage: true }
  }
}

/** Whether a file is an image by its name, or is one of another name by its content. */
export const isImageFile = async (path: string): Promise<boolean> =>
  IMAGE_NAME.test(path) || (!TEXT_NAME.test(path) && (await hasImage(path)))

/** A file that cannot be opened has no content that would make it an image. */
const hasImage = (path: string): Promise<boolean> =>
  readImageKind(path).then(
    (kind) => kind !== null,
    () => false
  )

/**
 * The files of a folder whose name fits `wanted`, as paths inside it with forward slashes, sorted.
 * Throws as {@link walkFiles}, also for a folder inside that cannot be read.
 */
export async function listFiles(
  folder: string,
  recursive: boolean,
  wanted: RegExp
): Promise<string[]> {
  const found: string[] = []
  for await (const { name, error } of walkFiles(folder, recursive, wanted)) {
    if (error) throw error
    found.push(name)
  }
  return found.sort()
}
