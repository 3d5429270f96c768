import { openSafetensors } from '../safetensors/safetensors'
import { readExactly, withFile } from './read-range'
import { isTorchStart, openTorchWeights } from '../torch/torch-archive'
import type { WeightFile } from './weight-file'

/** Opens a file of weights: safetensors, or a torch archive of either form, whatever its name. */
export async function openWeightFile(path: string): Promise<WeightFile> {
  const start = await withFile(path, async (file) => {
    const { size } = await file.stat()
    return readExactly(file, path, 0, Math.min(size, 9))
  })
  // A safetensors file begins with a length, which may be any bytes, and then its header's brace.
  const isTorch = isTorchStart(start) && start[8] !== '{'.charCodeAt(0)
  return isTorch ? openTorchWeights(path) : openSafetensors(path)
}
