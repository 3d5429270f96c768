import type { FileHandle } from 'node:fs/promises'
import type { StoredWeights } from '../../../../shared/domain'
import { quantise } from '../int8/quantise'
import { floatData, type HostTensor } from '../../tensor/tensor'

interface Place {
  /** In bytes from the beginning of the file. */
  offset: number
  length: number
}

export interface StoredTensor extends Place {
  file: string
  /** What it is stored as: a graph makes it float32 again. */
  dtype: StoredWeights
  /** Of int8: float32, one for each row, which the row's bytes are multiplied by. */
  scales?: Place
}

export type WeightStore = ReadonlyMap<string, StoredTensor>

/** Memory is mapped by pages, 64 KiB on every system; what is small is read, and stands at any number. */
const PAGE = 65_536
const NUMBER = 16

/**
 * Writes tensors one behind the other into a file, and says where each one is. Matrices are stored
 * as `dtype`; vectors, which are small and matter most, stay float32.
 */
export async function storeWeights(
  { file, name }: { file: FileHandle; name: string },
  tensors: AsyncIterable<readonly [string, HostTensor]>,
  dtype: StoredWeights
): Promise<WeightStore> {
  const store = new Map<string, StoredTensor>()
  let end = 0
  const append = async (bytes: Uint8Array): Promise<Place> => {
    const unit = bytes.length < PAGE ? NUMBER : PAGE
    const padding = (unit - (end % unit)) % unit
    await file.appendFile(new Uint8Array(padding))
    await file.appendFile(bytes)
    const offset = end + padding
    end = offset + bytes.length
    return { offset, length: bytes.length }
  }
  for await (const [tensor, value] of tensors) {
    const values = floatData(value)
    const as = value.dims.length === 2 ? dtype : 'float32'
    const [rows = 0, columns = 0] = value.dims
    const packed = as === 'int8' ? quantise(values, [rows, columns], 0) : { values }
    const place = await append(bytesOf(as === 'float16' ? new Float16Array(values) : packed.values))
    const scales = 'scales' in packed ? await append(bytesOf(packed.scales)) : undefined
    store.set(tensor, { file: name, dtype: as, ...place, ...(scales && { scales }) })
  }
  return store
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
