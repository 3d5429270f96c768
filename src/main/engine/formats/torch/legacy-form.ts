import type { FileHandle } from 'node:fs/promises'
import { readExactly, withFile } from '../weights/read-range'
import type { ArchiveForm } from './archive-form'
import { asStorage } from './persistent-id'
import { MAX_PICKLE_BYTES, runPickle } from './pickle-machine'
import { PickleCutShort, PickleReader } from './pickle-reader'
import type { TorchValue } from './values'

/** First pickle of the older form. */
const MAGIC = 0x1950a86a20f9469cfc6cn
const PROTOCOL = 1001

/** The pickles at the start of a file, and where they end. */
interface Head {
  root: TorchValue
  keys: string[]
  /** Bytes of an element of each storage that the root refers to, with its number of elements. */
  storages: Map<string, { elementBytes: number; elements: number }>
  end: number
}

/**
 * The form that torch.save wrote before 1.6: pickles of a magic number, a protocol, the writer's
 * machine, the object and the keys of its storages; then each storage, led by its number of
 * elements in 8 bytes. Throws an `Error` that says what is wrong, or `ForeignObject`.
 */
export async function readLegacyForm(path: string): Promise<ArchiveForm> {
  return withFile(path, async (file) => {
    const { size } = await file.stat()
    const head = await readHead(file, path, size)
    const starts = await findStorages(file, path, size, head)
    return {
      root: head.root,
      storageStart: async (key) => {
        const start = starts.get(key)
        if (start === undefined) throw new Error(`it has no storage ${key}`)
        return start
      }
    }
  })
}

/** How long the pickles are is known only once they are read: more is taken until they are whole. */
async function readHead(file: FileHandle, path: string, size: number): Promise<Head> {
  const most = Math.min(size, MAX_PICKLE_BYTES)
  for (let length = Math.min(2 ** 20, most); ; length = Math.min(4 * length, most)) {
    try {
      return parseHead(await readExactly(file, path, 0, length))
    } catch (error) {
      if (!(error instanceof PickleCutShort) || length === most) throw error
    }
  }
}

function parseHead(bytes: Uint8Array): Head {
  const reader = new PickleReader(bytes)
  const plain = (): TorchValue =>
    runPickle(reader, () => {
      throw new Error('its pickle refers to a storage too early')
    })
  if (plain() !== MAGIC) throw new Error('it does not begin with the magic number of torch')
  if (plain() !== PROTOCOL) throw new Error('it has an unknown protocol')
  const machine = plain()
  if (!(machine instanceof Map) || machine.get('little_endian') !== true) {
    throw new Error('its numbers are not little-endian')
  }
  const storages: Head['storages'] = new Map()
  const root = runPickle(reader, (id) => {
    const { storage, elementBytes } = asStorage(id)
    const known = storages.get(storage.key)
    if (known && known.elementBytes !== elementBytes) {
      throw new Error(`its storage ${storage.key} has elements of two sizes`)
    }
    const elements = Math.max(known?.elements ?? 0, storage.begin + storage.elements)
    storages.set(storage.key, { elementBytes, elements })
    return storage
  })
  const keys = plain()
  if (!Array.isArray(keys)) throw new Error('it names no storages')
  const names = keys.map((key) => {
    if (typeof key === 'string') return key
    throw new Error('it names a storage by something that is no text')
  })
  return { root, keys: names, storages, end: reader.position }
}

/** The byte at which each storage begins. */
async function findStorages(
  file: FileHandle,
  path: string,
  size: number,
  { keys, storages, end }: Head
): Promise<Map<string, number>> {
  const starts = new Map<string, number>()
  let at = end
  for (const key of keys) {
    const wanted = storages.get(key)
    if (!wanted || starts.has(key)) throw new Error(`its storage ${key} belongs to no tensor`)
    const count = new DataView((await readExactly(file, path, at, 8)).buffer).getBigInt64(0, true)
    if (count < BigInt(wanted.elements)) {
      throw new Error(`the storage ${key} has ${count} elements of ${wanted.elements}`)
    }
    starts.set(key, at + 8)
    at += 8 + Number(count) * wanted.elementBytes
    if (at > size) throw new Error(`its storage ${key} is cut short`)
  }
  const lost = [...storages.keys()].find((key) => !starts.has(key))
  if (lost !== undefined) throw new Error(`it has no storage ${lost}`)
  return starts
}
