import { fstatSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../../../shared/errors'
import { findFileTarget, findFolderTarget } from '../../base/files/output-target'
import { readPieces } from '../../base/files/regular-file'
import { makeScratchFolder } from '../../base/files/scratch-folder'
import type { Output } from './output'

/** Where a command is to write, as it was called. */
export interface OutputFile {
  /** Absolute path; null for the standard output. */
  path: string | null
  overwrite: boolean
}

/**
 * Where the argument `name` leads: `-`, and whatever else is this process's own standard output,
 * means that one, which then carries the file alone. Throws, before any work is done, what makes a
 * file unwritable; and `call.wrong` for a folder as the standard output.
 */
export async function outputFile(
  name: string,
  { force = false, folder = false }: { force?: boolean | undefined; folder?: boolean },
  output: Output
): Promise<OutputFile> {
  const path = resolve(name)
  if (name === '-' || isOwnStdout(path)) {
    if (folder)
      throw new AppError('call.wrong', { detail: 'only a single file can be written to -' })
    output.leaveStdout()
    return { path: null, overwrite: false }
  }
  await (folder ? findFolderTarget : findFileTarget)(path, force)
  return { path, overwrite: force }
}

/**
 * Does `write` with the path of the file. What goes to the standard output is written into a file
 * first: nothing comes out where that fails.
 */
export async function writeTo<T>(
  { path, overwrite }: OutputFile,
  write: (choice: { file: string; overwrite: boolean }) => Promise<T>
): Promise<T> {
  if (path !== null) return write({ file: path, overwrite })
  const folder = await makeScratchFolder()
  // Also where a reader such as `head` closes the pipe, which ends the process.
  const clear = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    const file = join(folder, 'output')
    const written = await write({ file, overwrite })
    for await (const piece of readPieces(file)) await print(piece)
    return written
  } finally {
    process.off('exit', clear)
    clear()
  }
}

const print = (piece: Uint8Array): Promise<void> =>
  new Promise((done, failed) =>
    process.stdout.write(piece, (error) => (error ? failed(error) : done()))
  )

/** Whether a path, such as /dev/stdout, is what this process writes its results to. */
function isOwnStdout(path: string): boolean {
  try {
    const [named, own] = [statSync(path), fstatSync(process.stdout.fd)]
    return !named.isDirectory() && named.dev === own.dev && named.ino === own.ino
  } catch {
    return false
  }
}

/** How a person is told where something was written. */
export const describeOutput = ({ path }: OutputFile): string => path ?? 'standard output'
