import type { Dtype } from './dtypes'

/** A file of named tensors, safetensors or torch's; they are read when asked for. */
export interface WeightFile {
  path: string
  /** Dtype and shape of every tensor by name. */
  tensors: ReadonlyMap<string, { dtype: Dtype; shape: readonly number[] }>
  /** What the file says of itself beside its tensors. */
  metadata: Readonly<Record<string, string>>
  /**
   * Values of a tensor of floats, row-major, as float32 in memory of their own. Throws
   * `weights.tensor-missing` or `-mismatch`.
   */
  readFloat32(name: string): Promise<Float32Array<ArrayBuffer>>
}
