import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../shared/errors'
import { fileError } from '../../base/files/file-error'
import { walkFiles } from '../../base/files/walk-files'
import type { Hub } from './hub'
import { manifestName } from './loaded-folder'

/** The hub takes no larger file. */
const MAX_BYTES = 50e9

/** A file that is to be pushed. */
export interface LocalFile {
  /** Path in the repository. */
  path: string
  /** Where it lies. */
  file: string
  /** Bytes. */
  size: number
}

const CARD = 'README.md'

/**
 * The files of a folder, but hidden ones, or the one file that `path` is; the card is the last, so
 * that what it describes is there before it. Throws `push.nothing`, `push.too-large`,
 * `file.not-found` or `file.unreadable`.
 */
export async function localFiles(
  hub: Hub,
  path: string,
  signal: AbortSignal
): Promise<LocalFile[]> {
  const files: LocalFile[] = []
  for await (const found of listed(path, signal)) {
    const size = await sizeOf(found.file)
    const gigabytes = (bytes: number) => Math.ceil(bytes / 1e9)
    if (size > MAX_BYTES) {
      const params = { file: found.file, size: gigabytes(size), limit: gigabytes(MAX_BYTES) }
      throw new AppError('push.too-large', { ...params, host: hub.host })
    }
    files.push({ ...found, size })
  }
  if (files.length === 0) throw new AppError('push.nothing', { path })
  return files.sort((a, b) => Number(a.path === CARD) - Number(b.path === CARD))
}

async function* listed(path: string, signal: AbortSignal): AsyncGenerator<Omit<LocalFile, 'size'>> {
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(path, error)
  })
  if (found.isFile()) {
    yield { path: basename(path), file: path }
    return
  }
  for await (const { name, error } of walkFiles(path, true, /(?:)/, signal)) {
    if (error) throw error
    if (name !== manifestName) yield { path: name, file: join(path, name) }
  }
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    (error: unknown) => {
      throw fileError(file, error)
    }
  )
