import { ZipFile } from 'yazl'
import { replaceFile } from '../../../base/files/replace-file'
import type { TensorToWrite } from '../safetensors/safetensors'
import { pickleStateDict } from './pickle-writer'

/** Folder inside the archive; torch finds it whatever its name. */
const FOLDER = 'archive'

/** The moment that entries are stamped with, so that the same tensors give the same file. */
const STAMP = new Date(1980, 0, 1)

/** Longest piece that the zip writer takes as one. */
const MAX_BYTES = 0x3fffffff

/**
 * Writes a state dict of float32 tensors as torch.save does since 1.6: next to `path`, flushed,
 * renamed. Tensors that are the same array share one storage. Throws `file.unwritable`.
 */
export async function writeTorchArchive(
  path: string,
  tensors: ReadonlyMap<string, TensorToWrite & { data: Float32Array }>
): Promise<void> {
  const keys = new Map<Float32Array, string>()
  for (const { data } of tensors.values()) {
    if (!keys.has(data)) keys.set(data, String(keys.size))
  }
  const keyOf = (name: string): string => {
    const tensor = tensors.get(name)
    return (tensor && keys.get(tensor.data)) ?? ''
  }
  await replaceFile(path, async (file) => {
    const zip = new ZipFile()
    const add = (name: string, content: Buffer): void => {
      if (content.length > MAX_BYTES) throw new RangeError(`${name} has ${content.length} bytes`)
      zip.addBuffer(content, `${FOLDER}/${name}`, { compress: false, mtime: STAMP })
    }
    add('data.pkl', pickleStateDict(tensors, keyOf))
    add('byteorder', Buffer.from('little'))
    for (const [data, key] of keys) {
      add(`data/${key}`, Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    }
    add('version', Buffer.from('3\n'))
    zip.end()
    for await (const piece of zip.outputStream) await file.appendFile(piece as Buffer)
  })
}
