import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { CaptioningSource } from '../../../shared/domain'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { getImageNames } from '../../store/images'
import type { ListedFile } from '../../store/ledger'
import type { Library } from '../../store/library'
import { PICTURE_NAME } from '../files/list-pictures'
import { walkFiles } from '../files/walk-files'

/**
 * The pictures of a source, one at a time. Throws `file.not-found` or `file.unreadable` where the
 * folder or the list itself cannot be read.
 */
export function listSource(library: Library, source: CaptioningSource): AsyncGenerator<ListedFile> {
  switch (source.kind) {
    case 'folder':
      return listFolder(source.path, source.recursive)
    case 'list':
      return listNamed(source.path)
    case 'images':
      return listImages(library, source.selection)
  }
}

async function* listFolder(folder: string, recursive: boolean): AsyncGenerator<ListedFile> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false
  )
  if (!isFolder) throw new AppError('file.not-found', { path: folder })
  for await (const { name, error } of walkFiles(folder, recursive, PICTURE_NAME)) {
    const path = join(folder, name)
    yield { file: name, path, imageId: null, ...(error && { error: toErrorInfo(error) }) }
  }
}

/** Files that a list names, one a line; or each ended by NUL, since names may hold line breaks. */
async function* listNamed(list: string): AsyncGenerator<ListedFile> {
  const folder = dirname(list)
  for await (const name of namesIn(list)) {
    if (name !== '') yield { file: name, path: resolve(folder, name), imageId: null }
  }
}

async function* namesIn(list: string): AsyncGenerator<string> {
  let end: RegExp | null = null
  let rest = ''
  try {
    for await (const piece of createReadStream(list, 'utf8')) {
      // The first piece tells: a list that ends names by NUL has one in its first 64 KB.
      end ??= String(piece).includes('\0') ? /\0/ : /\r?\n/
      const names = (rest + String(piece)).split(end)
      rest = names.pop() ?? ''
      yield* names
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new AppError('file.not-found', { path: list }, { cause })
    }
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('file.unreadable', { path: list, detail }, { cause })
  }
  yield rest.replace(/\r$/, '')
}

/** Pictures whose names are looked up together. */
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
