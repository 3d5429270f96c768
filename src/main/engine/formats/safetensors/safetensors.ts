import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../../../shared/errors'
import { dtypeOf, toFloat32, type TensorData } from '../weights/dtypes'
import { replaceFile } from '../../../base/files/replace-file'
import { readExactly, withFile } from '../weights/read-range'
import { parseHeader, type TensorEntry } from './safetensors-header'
import type { WeightFile } from '../weights/weight-file'

/** A safetensors file whose header has been checked; tensors are read when asked for. */
export interface Safetensors extends WeightFile {
  /** An I64 tensor. Throws `weights.tensor-missing` or `-mismatch`. */
  readInt64(name: string): Promise<BigInt64Array>
  /** The little-endian bytes of a tensor of any dtype. Throws `weights.tensor-missing`. */
  readBytes(name: string): Promise<Uint8Array>
}

/** Headers above this are refused, as the format's own library does. */
const maxHeaderBytes = 100_000_000

/**
 * Opens a safetensors file: 8 bytes header length, a JSON header, the tensors' bytes. Throws
 * `weights.truncated`, `weights.damaged`, `file.not-found` or `file.unreadable`. No file stays open.
 */
export async function openSafetensors(path: string): Promise<Safetensors> {
  const { dataStart, header } = await withFile(path, readHeader)
  const { entries, metadata } = header

  const find = (name: string): TensorEntry => {
    const entry = entries.get(name)
    if (!entry) throw new AppError('weights.tensor-missing', { path, tensor: name })
    return entry
  }
  const read = ({ begin, end }: TensorEntry): Promise<Uint8Array<ArrayBuffer>> =>
    withFile(path, (file) => readExactly(file, path, dataStart + begin, end - begin))
  const mismatch = (name: string, { dtype }: TensorEntry, expected: string): AppError =>
    new AppError('weights.tensor-mismatch', { path, tensor: name, found: dtype, expected })

  return {
    path,
    metadata,
    tensors: entries,
    async readFloat32(name) {
      const entry = find(name)
      const values = toFloat32(entry.dtype, await read(entry))
      if (!values) throw mismatch(name, entry, 'F32, F16 or BF16')
      return values
    },
    async readInt64(name) {
      const entry = find(name)
      if (entry.dtype !== 'I64') throw mismatch(name, entry, 'I64')
      return new BigInt64Array((await read(entry)).buffer)
    },
    readBytes: async (name) => read(find(name))
  }
}

export interface TensorToWrite {
  shape: readonly number[]
  data: TensorData
}

/**
 * Writes a safetensors file next to `path`, flushes it to the disk and renames it: a crash leaves
 * the old file or the new one. Throws `file.unwritable`.
 */
export async function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, TensorToWrite>,
  metadata: Record<string, string> = {}
): Promise<void> {
  // The widest elements first: then each tensor is aligned to its own element size.
  const inOrder = [...tensors].sort(
    ([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT
  )
  const header: Record<string, unknown> = { __metadata__: metadata }
  let offset = 0
  for (const [name, { shape, data }] of inOrder) {
    const count = shape.reduce((product, size) => product * size, 1)
    if (count !== data.length) {
      throw new RangeError(`${name} has ${data.length} values for the shape [${shape.join(', ')}]`)
    }
    const end = offset + data.byteLength
    header[name] = { dtype: dtypeOf(data), shape, data_offsets: [offset, end] }
    offset = end
  }
  const json = Buffer.from(JSON.stringify(header))
  const prelude = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ')
  prelude.writeBigUInt64LE(BigInt(prelude.length - 8))
  json.copy(prelude, 8)

  await replaceFile(path, async (file) => {
    await file.appendFile(prelude)
    for (const [, { data }] of inOrder) {
      await file.appendFile(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    }
  })
}

async function readHeader(file: FileHandle, path: string) {
  const { size } = await file.stat()
  const truncated = (expected: number): AppError =>
    new AppError('weights.truncated', { path, expected, found: size })
  if (size < 8) throw truncated(8)
  const prefix = await readExactly(file, path, 0, 8)
  const length = Number(new DataView(prefix.buffer).getBigUint64(0, true))
  if (length > maxHeaderBytes) {
    throw new AppError('weights.damaged', {
      path,
      detail: 'it does not start with a header length'
    })
  }
  const dataStart = 8 + length
  if (size < dataStart) throw truncated(dataStart)
  const text = new TextDecoder().decode(await readExactly(file, path, 8, length))
  try {
    const header = parseHeader(text)
    const end = dataStart + header.dataBytes
    if (size < end) throw truncated(end)
    if (size > end) throw new Error(`it has ${size - end} bytes that belong to no tensor`)
    return { dataStart, header }
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error)) throw error
    throw new AppError('weights.damaged', { path, detail: error.message })
  }
}
