import { closeSync, constants, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

/** Bytes of a float array. Every platform that the workbench runs on is little-endian. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Writes `rows` into the file from byte `position` on and flushes it; makes the file if needed. */
export function writeRows(path: string, rows: Float32Array, position: number): void {
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
  const file = openSync(path, 'r')
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
