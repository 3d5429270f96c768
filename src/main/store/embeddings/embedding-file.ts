import { closeSync, constants, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { writeError } from '../../base/files/file-error'
import { openRegularSync } from '../../base/files/regular-file'

/** Bytes of a float array. Every platform that the workbench runs on is little-endian. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)

/**
 * Writes `rows` into the file from byte `position` on and flushes it; makes the file if needed.
 * Throws `file.unwritable`.
 */
export function writeRows(path: string, rows: Float32Array, position: number): void {
  try {
    writeAt(path, rows, position)
  } catch (error) {
    throw writeError(path, error)
  }
}

function writeAt(path: string, rows: Float32Array, position: number): void {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT)
  try {
    let written = 0
    while (written < rows.byteLength) {
      written += writeSync(
        file,
        bytesOf(rows),
        written,
        rows.byteLength - written,
        position + written
      )
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Reads the rows `indices`, each of `dim` floats, one behind the other: [indices.length, dim]. */
export function readRows(path: string, indices: readonly number[], dim: number): Float32Array {
  const rows = new Float32Array(indices.length * dim)
  const file = openRegularSync(path)
  try {
    for (const [place, index] of indices.entries()) {
      const target = bytesOf(rows.subarray(place * dim, (place + 1) * dim))
      const position = index * target.byteLength
      if (readSync(file, target, 0, target.byteLength, position) !== target.byteLength) {
        throw new Error(`${path} is shorter than its index.`)
      }
    }
  } finally {
    closeSync(file)
  }
  return rows
}

/** Reads `count` rows from `first` on, each of `dim` floats: [count, dim]. */
export function readRange(
  path: string,
  { first, count }: { first: number; count: number },
  dim: number
): Float32Array {
  const rows = new Float32Array(count * dim)
  const bytes = bytesOf(rows)
  const file = openRegularSync(path)
  try {
    let done = 0
    while (done < bytes.length) {
      const read = readSync(file, bytes, done, bytes.length - done, first * dim * 4 + done)
      if (read === 0) throw new Error(`${path} is shorter than its index.`)
      done += read
    }
  } finally {
    closeSync(file)
  }
  return rows
}
