import { readExactly, withFile } from '../weights/read-range'
import type { ArchiveForm } from './archive-form'
import { asStorage } from './persistent-id'
import { MAX_PICKLE_BYTES, runPickle } from './pickle-machine'
import { PickleReader } from './pickle-reader'
import { listZipEntries, LOCAL_HEADER, type ZipPlace } from './zip-entries'

/**
 * The form that torch.save writes since 1.6: a zip archive with `data.pkl` and, uncompressed, each
 * storage as `data/KEY`. Throws an `Error` that says what is wrong, or `ForeignObject`.
 */
export async function readZipForm(path: string): Promise<ArchiveForm> {
  const places = await listZipEntries(path)
  const place = (name: string): ZipPlace => {
    const found = places.get(name)
    if (!found) throw new Error(`it has no ${name}`)
    if (found.compressed) throw new Error(`its entry ${name} is compressed`)
    return found
  }
  const readEntry = async (name: string): Promise<Uint8Array> => {
    const begin = await contentStart(path, place(name))
    return withFile(path, (file) => readExactly(file, path, begin, place(name).bytes))
  }
  const pickle = [...places.keys()].find((name) => /^[^/]*\/data\.pkl$/.test(name))
  if (pickle === undefined) throw new Error('it is a zip archive without data.pkl')
  if (place(pickle).bytes > MAX_PICKLE_BYTES) {
    throw new Error(`its ${pickle} has more than ${MAX_PICKLE_BYTES} bytes`)
  }
  const folder = pickle.slice(0, -'data.pkl'.length)
  if (places.has(`${folder}constants.pkl`)) throw new Error('it is a program (TorchScript)')
  if (places.has(`${folder}byteorder`)) {
    const order = new TextDecoder().decode(await readEntry(`${folder}byteorder`))
    if (order.trim() !== 'little') throw new Error(`its byte order is ${order.slice(0, 20)}`)
  }
  const storagePlace = (key: string): ZipPlace => place(`${folder}data/${key}`)
  const root = runPickle(new PickleReader(await readEntry(pickle)), (id) => {
    const { storage, elementBytes } = asStorage(id)
    const { bytes } = storagePlace(storage.key)
    if ((storage.begin + storage.elements) * elementBytes <= bytes) return storage
    throw new Error(
      `the storage ${storage.key} has ${bytes} bytes for ${storage.elements} elements`
    )
  })
  return { root, storageStart: (key) => contentStart(path, storagePlace(key)) }
}

/** Byte at which the content of an entry begins, behind its own header. */
async function contentStart(path: string, { header }: ZipPlace): Promise<number> {
  const bytes = await withFile(path, (file) => readExactly(file, path, header, LOCAL_HEADER))
  const view = new DataView(bytes.buffer)
  if (view.getUint32(0, true) !== 0x04034b50) throw new Error('one of its entries is misplaced')
  return header + LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true)
}
