import { join } from 'node:path'
import { AppError } from '../../../../shared/errors'
import type { WeightFiles } from '../weights/weight-files'

/** A size that a configuration names, and the tensor whose shape shows it. */
export interface NamedSize {
  /** What the configuration calls it. */
  field: string
  says: number
  tensor: string
  /** The size by the tensor's shape; what is no whole number is left to the check of all tensors. */
  holds: (shape: readonly number[]) => number | undefined
}

/** The length of a tensor's axis. */
export const axis =
  (index: number) =>
  (shape: readonly number[]): number | undefined =>
    shape[index]

/**
 * Throws `model.config-differs` where a folder's configuration names another size than its weights
 * have. Tensors that are missing are left to the check of all tensors.
 */
export function checkSizes(dir: string, weights: WeightFiles, sizes: readonly NamedSize[]): void {
  for (const { field, says, tensor, holds } of sizes) {
    const file = weights.find(tensor)
    const found = holds(file?.tensors.get(tensor)?.shape ?? [])
    if (!file || found === undefined || !Number.isInteger(found) || found === says) continue
    throw differs(dir, { weights: file.path, field, says, holds: found, tensor })
  }
}

/**
 * Throws `model.config-differs` where the weights hold more or fewer layers than a configuration
 * names: with fewer of them than there are a network would run, and be another one. A layer's
 * tensors begin with `prefix`, its number and a dot.
 */
export function checkLayers(
  dir: string,
  weights: WeightFiles,
  { field, says, prefix }: { field: string; says: number; prefix: string }
): void {
  let holds = 0
  let last = { tensor: '', path: '' }
  for (const { path, tensors } of weights.files) {
    for (const tensor of tensors.keys()) {
      if (!tensor.startsWith(prefix)) continue
      const number = /^\d+(?=\.)/.exec(tensor.slice(prefix.length))?.[0]
      if (number === undefined || Number(number) < holds) continue
      holds = Number(number) + 1
      last = { tensor, path }
    }
  }
  if (holds === 0 || holds === says) return
  throw differs(dir, { weights: last.path, field, says, holds, tensor: last.tensor })
}

const differs = (
  dir: string,
  found: { weights: string; field: string; says: number; holds: number; tensor: string }
): AppError => new AppError('model.config-differs', { path: join(dir, 'config.json'), ...found })
