import { AppError } from '../../../../shared/errors'
import { toFloat32 } from '../weights/dtypes'
import { explain } from '../../../base/files/file-error'
import { readExactly, withFile } from '../weights/read-range'
import type { WeightFile } from '../weights/weight-file'
import { readLegacyForm } from './legacy-form'
import { readTensorBytes } from './read-tensor'
import { ForeignObject, TorchTensor, type TorchValue } from './values'
import { readZipForm } from './zip-form'

/** What torch.save wrote into a file; tensors are read when asked for. */
export interface TorchArchive {
  path: string
  root: TorchValue
  /** The little-endian bytes of one of its tensors, row-major. */
  readBytes(tensor: TorchTensor): Promise<Uint8Array<ArrayBuffer>>
}

/** First bytes of the two forms: of a zip archive, and of a pickle that begins with a long number. */
const ZIP_START = 'PK\x03\x04'
const LEGACY_START = '\x80\x02\x8a\x0a'

/** Whether a file that begins so is a torch archive of either form. */
export const isTorchStart = (bytes: Uint8Array): boolean =>
  [ZIP_START, LEGACY_START].includes(String.fromCharCode(...bytes.subarray(0, 4)))

/**
 * Opens a torch archive of either form by a parser that builds plain data and tensors and nothing
 * else. Throws `weights.foreign-object` where it asks for any other object, `weights.damaged`,
 * `weights.truncated`, `file.not-found` or `file.unreadable`. No file stays open.
 */
export async function openTorchArchive(path: string): Promise<TorchArchive> {
  const { root, storageStart } = await worded(path, async () => {
    const start = await withFile(path, async (file) => {
      const { size } = await file.stat()
      return readExactly(file, path, 0, Math.min(size, 4))
    })
    if (!isTorchStart(start)) throw new Error('it does not begin like a torch archive')
    return start[0] === ZIP_START.charCodeAt(0) ? readZipForm(path) : readLegacyForm(path)
  })
  return {
    path,
    root,
    readBytes: (tensor) =>
      worded(path, async () =>
        readTensorBytes(path, await storageStart(tensor.storage.key), tensor)
      )
  }
}

/**
 * The tensors of a torch archive that holds a state dict: a dict of tensors by name, or a training
 * checkpoint with one among its entries. Throws what `openTorchArchive` does.
 */
export async function openTorchWeights(path: string): Promise<WeightFile> {
  const archive = await openTorchArchive(path)
  const tensors = findStateDict(archive.root)
  if (!tensors) {
    const detail = 'it holds no table of tensors by name; save the state_dict of the model'
    throw new AppError('weights.damaged', { path, detail })
  }
  return {
    path,
    metadata: {},
    tensors: new Map(
      [...tensors].map(([name, { storage, shape }]) => [name, { dtype: storage.dtype, shape }])
    ),
    async readFloat32(name) {
      const tensor = tensors.get(name)
      if (!tensor) throw new AppError('weights.tensor-missing', { path, tensor: name })
      const { dtype } = tensor.storage
      const values = toFloat32(dtype, await archive.readBytes(tensor))
      if (values) return values
      const expected = 'F32, F16 or BF16'
      throw new AppError('weights.tensor-mismatch', { path, tensor: name, found: dtype, expected })
    }
  }
}

/** The root, or else the first of its entries, that is a dict with tensors. */
function findStateDict(root: TorchValue): Map<string, TorchTensor> | null {
  if (!(root instanceof Map)) return null
  for (const dict of [root, ...root.values()]) {
    if (!(dict instanceof Map)) continue
    const tensors = new Map<string, TorchTensor>()
    for (const [name, value] of dict) {
      if (typeof name === 'string' && value instanceof TorchTensor) tensors.set(name, value)
    }
    if (tensors.size > 0) return tensors
  }
  return null
}

async function worded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof ForeignObject) {
      throw new AppError('weights.foreign-object', { path, object: error.object }, { cause: error })
    }
    throw new AppError('weights.damaged', { path, detail: explain(error) }, { cause: error })
  }
}
