import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import type { ParameterShapes } from '../../../../shared/model-specs/parameter-shapes'
import { fileError, isMissing } from '../../../base/files/file-error'
import { readPieces } from '../../../base/files/regular-file'
import { findJson } from './json-file'
import { openWeightFile } from './open-weight-file'
import type { WeightFile } from './weight-file'

/** The weights of a Hugging Face folder: one file, or several with an index. */
export interface WeightFiles {
  /** Absolute paths, in the order of their names. */
  paths: readonly string[]
  files: readonly WeightFile[]
  /** The file that holds the tensor, or null. */
  find(tensor: string): WeightFile | null
  /** Float32 values of a tensor. Throws `weights.tensor-missing` or `-mismatch`. */
  read(tensor: string): Promise<Float32Array>
}

/** Names of the one file, and of the index of several, in the order of preference. */
const layouts = [
  { single: 'model.safetensors', index: 'model.safetensors.index.json' },
  { single: 'pytorch_model.bin', index: 'pytorch_model.bin.index.json' }
] as const
/** More files than any model is cut into. */
const MAX_SHARDS = 1000
const Index = v.looseObject({ weight_map: v.record(v.string(), v.string()) })

/** Opens the weights of the folder `dir`. Throws `model.file-missing` or a code of `weights.`. */
export async function openWeights(dir: string): Promise<WeightFiles> {
  return joinFiles(await Promise.all((await listWeights(dir)).map(openWeightFile)))
}

/** Files whose tensors belong together; of a tensor in several of them the first one counts. */
export function joinFiles(files: readonly WeightFile[]): WeightFiles {
  const paths = files.map(({ path }) => path)
  const find = (tensor: string): WeightFile | null =>
    files.find((file) => file.tensors.has(tensor)) ?? null
  return {
    paths,
    files,
    find,
    async read(tensor) {
      const file = find(tensor)
      if (!file) throw missing(paths, tensor)
      return file.readFloat32(tensor)
    }
  }
}

/**
 * Checks that every tensor of `shapes` is there with its shape and a floating-point type;
 * `nameInFile` gives its name in the files. Throws `weights.tensor-missing` or `-mismatch`.
 */
export function checkTensors(
  weights: WeightFiles,
  shapes: ParameterShapes,
  nameInFile: (name: string) => string = (name) => name
): void {
  for (const [name, shape] of shapes) {
    const tensor = nameInFile(name)
    const file = weights.find(tensor)
    const found = file?.tensors.get(tensor)
    if (!file || !found) throw missing(weights.paths, tensor)
    // A tensor without values can claim any size beside.
    const fits = found.shape.join() === shape.join() && !shape.includes(0)
    if (fits && ['F32', 'F16', 'BF16', 'F64'].includes(found.dtype)) continue
    throw new AppError('weights.tensor-mismatch', {
      path: file.path,
      tensor,
      found: `${found.dtype} [${found.shape.join(', ')}]`,
      expected: `F32, F16 or BF16 [${shape.join(', ')}]`
    })
  }
}

/** SHA-256, hexadecimal, of the files one after the other; `tick` is called between pieces. */
export async function hashFiles(
  paths: readonly string[],
  tick: () => Promise<void>
): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for await (const piece of readPieces(path, { pieceBytes: 2 ** 22 })) {
      hash.update(piece)
      await tick()
    }
  }
  return hash.digest('hex')
}

async function listWeights(dir: string): Promise<string[]> {
  for (const { single, index } of layouts) {
    if (await exists(join(dir, single))) return [join(dir, single)]
    const shards = await findJson(dir, index, Index)
    if (shards) return listShards(dir, index, Object.values(shards.weight_map))
  }
  throw new AppError('model.file-missing', { path: dir, file: layouts[0].single })
}

async function listShards(dir: string, index: string, files: readonly string[]): Promise<string[]> {
  const names = [...new Set(files)].sort()
  if (names.length > MAX_SHARDS) {
    const detail = `it names more than ${MAX_SHARDS} files`
    throw new AppError('model.bad-file', { path: join(dir, index), detail })
  }
  for (const name of names) {
    // A shard lies beside its index; a path to somewhere else is not followed.
    if (basename(name) !== name || !(await exists(join(dir, name)))) {
      throw new AppError('model.file-missing', { path: dir, file: name })
    }
  }
  return names.map((name) => join(dir, name))
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (isMissing(error)) return false
    throw fileError(path, error)
  }
}

const missing = (paths: readonly string[], tensor: string): AppError =>
  new AppError('weights.tensor-missing', { path: paths.join(', '), tensor })
