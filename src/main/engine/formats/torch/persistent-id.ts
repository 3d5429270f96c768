import { dtypeBytes } from '../weights/dtypes'
import { storageDtypes } from './globals'
import { TorchGlobal, TorchStorage, type TorchValue } from './values'

/**
 * The storage that a pickle's persistent id means: `('storage', class, key, device, elements)`,
 * and in the older form a part of it, `(key, first element, elements)`, or None. The device that
 * it was on does not matter. Throws an `Error` for anything else.
 */
export function asStorage(id: TorchValue): { storage: TorchStorage; elementBytes: number } {
  const [type, kind, key, , elements, part = null] = Array.isArray(id) ? id : []
  const dtype = kind instanceof TorchGlobal ? storageDtypes.get(kind.name) : undefined
  if (type !== 'storage' || !dtype || typeof key !== 'string' || !isCount(elements)) {
    throw new Error('its pickle refers to something that is no storage')
  }
  const elementBytes = dtypeBytes[dtype]
  if (part === null) return { storage: new TorchStorage(key, dtype, 0, elements), elementBytes }
  const [, begin, length] = Array.isArray(part) ? part : []
  if (!isCount(begin) || !isCount(length) || begin + length > elements) {
    throw new Error(`a part of the storage ${key} lies outside it`)
  }
  return { storage: new TorchStorage(key, dtype, begin, length), elementBytes }
}

const isCount = (value: TorchValue | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
