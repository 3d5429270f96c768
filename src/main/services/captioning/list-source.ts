import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { CaptioningSource } from '../../../shared/domain'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { getImageNames } from '../../store/images/images'
import type { ListedFile } from '../../store/jobs/ledger'
import type { Library } from '../../store/core/library'
import { isImageFile, walkImages } from '../../base/files/list-images'
import { readTextPieces } from '../../base/files/regular-file'

/**
 * The images of a source, one at a time. Throws `file.not-found` or `file.unreadable` where the
 * folder or the list itself cannot be read, and `engine.cancelled` once the signal is aborted.
 */
export function listSource(
  library: Library,
  source: CaptioningSource,
  signal?: AbortSignal
): AsyncGenerator<ListedFile> {
  switch (source.kind) {
    case 'folder':
      return listFolder(source.path, source.recursive, signal)
    case 'list':
      return listNamed(source.path, signal)
    case 'images':
      return listImages(library, source.selection)
  }
}

/** The images of a folder; of a path that is an image itself, that one. */
async function* listFolder(
  folder: string,
  recursive: boolean,
  signal: AbortSignal | undefined
): AsyncGenerator<ListedFile> {
  const found = await stat(folder).catch(() => null)
  if (found?.isFile() && (await isImageFile(folder))) {
    yield { file: basename(folder), path: folder, imageId: null }
    return
  }
  if (!found?.isDirectory()) throw new AppError('file.not-found', { path: folder })
  for await (const { name, error } of walkImages(folder, recursive, { signal })) {
    const path = join(folder, name)
    yield { file: name, path, imageId: null, ...(error && { error: toErrorInfo(error) }) }
  }
}

/** Files that a list names, one per line; or each ended by NUL, since names may hold line breaks. */
async function* listNamed(
  list: string,
  signal: AbortSignal | undefined
): AsyncGenerator<ListedFile> {
  const folder = dirname(list)
  for await (const name of namesIn(list, signal)) {
    if (name !== '') yield { file: name, path: resolve(folder, name), imageId: null }
  }
}

/** Characters of a name; a file without a line end for so long is no list of names. */
const LONGEST_NAME = 2 ** 20

async function* namesIn(list: string, signal: AbortSignal | undefined): AsyncGenerator<string> {
  let end: RegExp | null = null
  let rest = ''
  for await (const piece of readTextPieces(list, signal)) {
    // The first piece tells: a list that ends names by NUL has one in its first 256 KB.
    end ??= piece.includes('\0') ? /\0/ : /\r?\n/
    const names = (rest + piece).split(end)
    rest = names.pop() ?? ''
    if (rest.length > LONGEST_NAME) throw new AppError('caption.no-list', { path: list })
    yield* names
  }
  yield rest.replace(/\r$/, '')
}

/** Images whose names are looked up together. */
const TOGETHER = 200

async function* listImages(
  { read, reader }: Library,
  selection: Extract<CaptioningSource, { kind: 'images' }>['selection']
): AsyncGenerator<ListedFile> {
  const ids = await reader.ask('selectedImageIds', selection)
  for (let from = 0; from < ids.length; from += TOGETHER) {
    for (const { id, name, path } of getImageNames(read, ids.slice(from, from + TOGETHER))) {
      yield { file: name, path, imageId: id }
    }
  }
}
