import { createReadStream } from 'node:fs'
import {
  chmod,
  chown,
  constants,
  link,
  lstat,
  mkdir,
  open,
  rename,
  rm,
  type FileHandle
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { AppError } from '../../../shared/errors'
import { isMissing, writeError } from './file-error'
import { exists, findFileTargets, type OutputTarget } from './output-target'
import { newPartName, removeLeftovers } from './part-name'
import { NONBLOCK } from './regular-file'
import { makeScratchFolder } from './scratch-folder'
import { syncFolder } from './sync-folder'

export interface OutputOptions {
  /** Whether a file that is there is replaced: after a question, or by `--force`. */
  overwrite: boolean
  signal?: AbortSignal | undefined
}

export type OutputData = string | Uint8Array | AsyncIterable<string | Uint8Array>

/** {@link writeOutputs} for one file, with its content. */
export const writeOutput = (
  path: string,
  data: OutputData,
  options: OutputOptions
): Promise<void> => writeOutputs([path], options, ([part]) => writePart(part ?? '', data))

/**
 * Makes the files `paths`, absolute and named by a person. `write` fills a file for each under
 * another name, of which none is there yet; only when all of them are whole does each take its
 * place, so that a failure or a kill leaves what was there. Makes their folders; keeps the mode of
 * a file that is replaced; writes into pipes and devices instead of replacing them. Throws
 * `output.exists`, `output.in-library`, `output.not-absolute`, `file.unwritable`, or what `write`
 * throws.
 */
export async function writeOutputs<T>(
  paths: readonly string[],
  { overwrite, signal }: OutputOptions,
  write: (parts: string[]) => Promise<T>
): Promise<T> {
  const targets = await findFileTargets(paths, overwrite)
  const parts = await serialize(targets, prepare)
  try {
    const written = await write(parts)
    for (const [index, target] of targets.entries()) {
      await settle(parts[index] ?? '', target, { overwrite, signal })
    }
    return written
  } finally {
    for (const [index, part] of parts.entries()) {
      const scratch = targets[index]?.kind === 'stream' ? dirname(part) : part
      await rm(scratch, { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

/** Writes a new file and flushes it to the disk. Throws `file.unwritable`, or what `data` throws. */
export async function writePart(path: string, data: OutputData): Promise<void> {
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw writeError(path, error)
  }
}

/** Where the file of `target` is written at first: in its folder, or for a pipe in the system's. */
async function prepare({ named, path, kind }: OutputTarget): Promise<string> {
  const folder = dirname(path)
  try {
    if (kind === 'stream') return join(await makeScratchFolder(), 'output')
    await mkdir(folder, { recursive: true })
    await removeLeftovers(folder)
  } catch (error) {
    throw writeError(named, error)
  }
  return join(folder, newPartName())
}

/** Puts the written file `part` where it belongs. Throws `output.exists` or `file.unwritable`. */
export async function settle(
  part: string,
  target: OutputTarget,
  { overwrite, signal }: OutputOptions
): Promise<void> {
  const { named, path, kind, stats } = target
  try {
    if (kind === 'stream') {
      await pour(part, path, signal)
      return
    }
    if (kind === 'file' && stats !== null) {
      // Root keeps the owner; others cannot, and own what they write.
      await chown(part, stats.uid, stats.gid).catch(() => undefined)
      await chmod(part, stats.mode & 0o7777)
    }
    if (overwrite) await rename(part, path)
    else await putNew(part, path)
    await syncFolder(dirname(path))
  } catch (error) {
    throw writeError(named, error)
  }
}

/** Gives a file its name unless another one has got it meanwhile. */
async function putNew(part: string, path: string): Promise<void> {
  try {
    await link(part, path)
  } catch (error) {
    const stats = await lstat(path).catch(() => null)
    if (stats !== null) throw exists([{ path, stats }])
    // Some file systems know no second names.
    if (isMissing(error)) throw error
    await rename(part, path)
  }
}

/** How often a pipe is asked whether somebody reads, or has read some, in milliseconds. */
const ASK_EVERY = 25

/** Writes a file's bytes into a pipe or a device, which stays what it is. */
async function pour(part: string, path: string, signal: AbortSignal | undefined): Promise<void> {
  const stream = await openStream(path, signal)
  try {
    for await (const piece of createReadStream(part)) {
      await writeAll(stream, piece as Buffer, signal)
    }
  } finally {
    await stream.close()
  }
}

/** Opens without blocking a thread: a pipe has no reader at first. */
const openStream = (path: string, signal: AbortSignal | undefined): Promise<FileHandle> =>
  whenReady('ENXIO', signal, () => open(path, constants.O_WRONLY | NONBLOCK))

async function writeAll(stream: FileHandle, piece: Buffer, signal: AbortSignal | undefined) {
  for (let at = 0; at < piece.length;) {
    const { bytesWritten } = await whenReady('EAGAIN', signal, () => stream.write(piece, at))
    at += bytesWritten
  }
}

/** Tries again as long as `act` fails by `code`. Throws `engine.cancelled` on an abort. */
async function whenReady<T>(
  code: string,
  signal: AbortSignal | undefined,
  act: () => Promise<T>
): Promise<T> {
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === code)) throw error
    }
    if (signal?.aborted) throw new AppError('engine.cancelled')
    await setTimeout(ASK_EVERY)
  }
}

async function serialize<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}
