import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runFiles } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import type { Feeds } from '../../runtime/session'
import { floatData, floats, type HostTensor } from '../../tensor/tensor'
import { makeFoldersBelow } from '../../../base/files/make-folder'
import { explain } from '../../../base/files/file-error'
import { readText } from '../../../base/files/regular-file'
import { writeFileAtomic } from '../../../base/files/replace-file'
import { syncFolder } from '../../../base/files/sync-folder'
import {
  openSafetensors,
  writeSafetensors,
  type TensorToWrite
} from '../../formats/safetensors/safetensors'
import type { OptimizerState } from '../../learn/training-step'

/** Files of a checkpoint folder. Parameters that were not trained are not repeated in it. */
const files = {
  model: 'model.safetensors',
  optimizer: 'optimizer.safetensors',
  state: runFiles.checkpointState
} as const

/** `state.json`: where the run stood. */
export interface CheckpointState {
  format: 1
  step: number
  /** Epochs finished, and steps taken in the one that has begun. */
  epoch: number
  stepOfEpoch: number
  valLoss: number | null
  bleu: number | null
  /** Mean reward of validation captions, of a run with self-critical training. */
  reward?: number | null
  /** In how many parts each batch is taken, since memory did not hold it whole; by default one. */
  parts?: number
  /**
   * Whether the run was stopped here: no validation has judged the weights yet. One that is due at
   * this step comes first when the run continues.
   */
  stopped?: true
}

export interface CheckpointContent {
  state: CheckpointState
  /** Trained parameters, as captions are written with, by ClipCap's names; LoRA's by its own. */
  parameters: Feeds
  optimizer: OptimizerState
}

/** Folder of the checkpoint at a step, inside the run's folder. */
export const checkpointPath = (step: number): string =>
  `${runFiles.checkpoints}/step-${String(step).padStart(8, '0')}`

/**
 * Writes a checkpoint: into a temporary folder, flushed, then renamed, so that a crash leaves a whole
 * checkpoint or none. Afterwards older checkpoints lose their optimizer state, which only the
 * newest needs to continue.
 *
 * @returns Bytes on disk.
 */
export async function writeCheckpoint(runDir: string, content: CheckpointContent): Promise<number> {
  const { step } = content.state
  const target = join(runDir, checkpointPath(step))
  const beside = `${target}.tmp`
  try {
    await rm(beside, { recursive: true, force: true })
    // Not the run's folder too: where that was deleted, nothing is made again in its place.
    await makeFoldersBelow(runDir, runFiles.checkpoints)
    await mkdir(beside)
    await writeSafetensors(join(beside, files.model), toWrite(content.parameters))
    await writeSafetensors(join(beside, files.optimizer), toWrite(content.optimizer.tensors))
    await writeFile(join(beside, files.state), JSON.stringify(content.state), { flush: true })
    await rm(target, { recursive: true, force: true })
    await rename(beside, target)
    await syncFolder(dirname(target))
  } catch (cause) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined)
    const detail =
      cause instanceof AppError ? (cause.params['detail'] ?? cause.message) : explain(cause)
    throw new AppError('train.checkpoint-unwritable', { step, path: target, detail }, { cause })
  }
  for (const older of await listCheckpointSteps(runDir)) {
    if (older < step) {
      await rm(join(runDir, checkpointPath(older), files.optimizer), { force: true })
    }
  }
  return folderBytes(target)
}

/**
 * Makes what is known of a checkpoint's step again, such as its scores; its weights stay as they are.
 *
 * @returns Bytes on disk.
 */
export async function rewriteCheckpointState(
  runDir: string,
  state: CheckpointState
): Promise<number> {
  const dir = join(runDir, checkpointPath(state.step))
  await writeFileAtomic(join(dir, files.state), JSON.stringify(state))
  return folderBytes(dir)
}

/** The newest checkpoint that a run can continue from; null where it has none. */
export async function readLatestCheckpoint(runDir: string): Promise<CheckpointContent | null> {
  const step = (await listCheckpointSteps(runDir)).at(-1)
  if (step === undefined) return null
  const dir = join(runDir, checkpointPath(step))
  const state = await readCheckpointState(dir)
  return {
    state,
    parameters: await readCheckpointParameters(dir),
    optimizer: { step: state.step, tensors: await readAll(join(dir, files.optimizer)) }
  }
}

async function readCheckpointState(dir: string): Promise<CheckpointState> {
  return JSON.parse(await readText(join(dir, files.state), 2 ** 28)) as CheckpointState
}

/** The file of a checkpoint's trained parameters. */
export const checkpointWeights = (dir: string): string => join(dir, files.model)

export const readCheckpointParameters = (dir: string): Promise<Record<string, HostTensor>> =>
  readAll(checkpointWeights(dir))

/** Where the run stood at each of its finished checkpoints, in rising order. */
export async function readCheckpointStates(runDir: string): Promise<CheckpointState[]> {
  const steps = await listCheckpointSteps(runDir)
  return Promise.all(steps.map((step) => readCheckpointState(join(runDir, checkpointPath(step)))))
}

/** Steps of the finished checkpoints, in rising order. */
async function listCheckpointSteps(runDir: string): Promise<number[]> {
  const names = await readdir(join(runDir, runFiles.checkpoints)).catch(() => [])
  return names
    .flatMap((name) => {
      const digits = /^step-(\d+)$/.exec(name)?.[1]
      return digits ? [Number(digits)] : []
    })
    .sort((a, b) => a - b)
}

async function readAll(path: string): Promise<Record<string, HostTensor>> {
  const file = await openSafetensors(path)
  const tensors: Record<string, HostTensor> = {}
  for (const [name, { shape }] of file.tensors) {
    tensors[name] = floats(await file.readFloat32(name), shape)
  }
  return tensors
}

const toWrite = (tensors: Feeds): Map<string, TensorToWrite> =>
  new Map(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      { shape: tensor.dims, data: floatData(tensor) }
    ])
  )

async function folderBytes(dir: string): Promise<number> {
  const sizes = await Promise.all(
    Object.values(files).map(async (file) => (await stat(join(dir, file))).size)
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
