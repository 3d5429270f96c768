import { mkdir, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { JobProgress } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { describeHubName, type HubRepository } from '../../../shared/hub-names'
import { holdFile } from '../../store/core/lock'
import { chooseFiles, dataFiles } from './choose-files'
import { fetchFile } from './fetch-file'
import { hasHash } from './hash-file'
import type { Hub } from './hub'
import { listHubFiles, type HubFile } from './list-files'
import { findLoaded, partOf, preparePart, showFolder, sizeOf } from './loaded-folder'
import { Retries } from './retries'

/** Left free on the disk for everything else. */
const reserveBytes = 64e6

export interface DownloadOptions {
  hub: Hub
  repository: HubRepository
  /** Absolute path of the folder to make. */
  folder: string
  signal: AbortSignal
  report(progress: Pick<JobProgress, 'phase' | 'done' | 'total'>): void
  /** Bytes that the disk of a folder has free. */
  freeBytes?(folder: string): Promise<number>
}

/**
 * Loads a model or data set from the hub into `folder` and resolves with the bytes of its files. The folder
 * appears when each of its files is there and has the hash of the hub's list; until then all lies
 * in `<folder>.part`, where the next call continues. A folder that is complete is left as it is, and
 * needs no network. Throws a code of `hub.`, `file.unwritable` or `engine.cancelled`.
 */
export async function downloadRepository(options: DownloadOptions): Promise<{ bytes: number }> {
  const { folder } = options
  try {
    await mkdir(dirname(folder), { recursive: true })
    const release = holdFile(`${folder}.lock`)
    if (!release) throw new AppError('hub.in-progress', { path: folder })
    try {
      return await load(options)
    } finally {
      release()
      await rm(`${folder}.lock`, { force: true })
    }
  } catch (error) {
    throw await asFileError(error, options)
  }
}

async function load(options: DownloadOptions): Promise<{ bytes: number }> {
  const { hub, repository, folder, signal, report } = options
  const name = describeHubName(repository)
  // A data set may be called as a model is.
  const own = repository.kind === 'dataset' ? `datasets/${name}` : name
  const loaded = await findLoaded(folder, own)
  if (loaded) return { bytes: sum(loaded.files) }
  report({ phase: 'listing-model', done: 0, total: null })
  const listing = await new Retries(hub, signal).run(() => listHubFiles(hub, repository, signal))
  const files =
    repository.kind === 'dataset'
      ? dataFiles(name, listing.files)
      : chooseFiles(name, listing.files)
  const total = sum(files)
  const there = await preparePart(folder, { model: own, commit: listing.commit, files })
  await requireSpace(options, total - there)
  let before = 0
  for (const file of files) {
    const onBytes = (position: number) =>
      report({ phase: 'downloading', done: before + position, total })
    await loadFile(options, listing.commit, file, onBytes)
    before += file.size
    onBytes(0)
  }
  await showFolder(folder)
  return { bytes: total }
}

/** Loads one file and checks it; one with the wrong hash is loaded once more from its beginning. */
async function loadFile(
  { hub, repository, folder, signal }: DownloadOptions,
  commit: string,
  file: HubFile,
  onBytes: (position: number) => void
): Promise<void> {
  const path = join(partOf(folder), file.path)
  if ((await sizeOf(path)) === file.size) return
  const part = `${path}.part`
  const { kind, owner, name } = repository
  const place = `${kind === 'dataset' ? 'datasets/' : ''}${owner}/${name}`
  const steps = file.path.split('/').map(encodeURIComponent).join('/')
  const url = `${hub.endpoint}/${place}/resolve/${commit}/${steps}`
  await mkdir(dirname(path), { recursive: true })
  for (let tries = 0; tries < 2; tries += 1) {
    await fetchFile({ hub, url, file, part, signal, onBytes })
    if (await hasHash(part, file, signal)) return rename(part, path)
    await rm(part)
  }
  throw new AppError('hub.wrong-content', { file: file.path, host: hub.host })
}

async function requireSpace(
  { folder, freeBytes = freeBytesOf }: DownloadOptions,
  needed: number
): Promise<void> {
  const free = await freeBytes(dirname(folder))
  if (free < needed + reserveBytes) throw diskFull(folder, needed, free)
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1e6)

const diskFull = (folder: string, needed: number, free: number, cause?: unknown) =>
  new AppError(
    'hub.disk-full',
    { path: dirname(folder), needed: megabytes(needed + reserveBytes), free: megabytes(free) },
    { cause }
  )

/** An error of the file system in words; one that is worded stays as it is. */
async function asFileError(error: unknown, { folder, signal }: DownloadOptions): Promise<unknown> {
  if (error instanceof AppError) return error
  if (signal.aborted) return new AppError('engine.cancelled', {}, { cause: error })
  const { code, path, message } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return diskFull(folder, 0, await freeBytesOf(dirname(folder)).catch(() => 0), error)
  }
  return new AppError(
    'file.unwritable',
    { path: path ?? folder, detail: message },
    { cause: error }
  )
}

const sum = (files: readonly HubFile[]): number =>
  files.reduce((bytes, { size }) => bytes + size, 0)
