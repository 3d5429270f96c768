import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Run } from '../../../shared/domain'
import { runFiles, type FrozenConfig } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/core/library'
import type { JobContext } from '../jobs/job-handler'
import { writeCaptioner } from '../models/export-captioner'
import { freezeItems } from './freeze-items'
import { withImagesFound } from './images-found'
import { runModels } from './plan'
import { runDir } from './run-dir'
import { findStart } from './start-captioner'

/** Whether a run has its inputs: it keeps them, and never sees later edits. */
export const hasInputs = (library: Pick<Library, 'root'>, runId: string): Promise<boolean> =>
  isThere(inputsOf(library, runId))

const inputsOf = (library: Pick<Library, 'root'>, runId: string): string =>
  join(runDir(library, runId), dirname(runFiles.config))

/**
 * Writes `inputs/` of a run: configuration, captions and pairs as they are now, their embeddings,
 * the GPT-2 folder, and the captioner that it starts from.
 */
export async function freezeInputs(
  { library, engine, device }: Pick<JobContext, 'library' | 'engine' | 'device'>,
  run: Run
): Promise<void> {
  const target = inputsOf(library, run.id)
  const { clip, gpt } = runModels(library, run.config)
  const config = await withImagesFound({ library, engine, device }, run.config)
  const start = findStart(library, run.config)
  if (clip.details.kind !== 'clip') {
    throw new AppError('model.wrong-kind', { name: clip.name, kind: clip.kind, wanted: 'clip' })
  }
  // Written into a run folder beside and moved as a whole: inputs are complete or absent.
  const beside = `${runDir(library, run.id)}.tmp`
  const at = (file: string): string => join(beside, file)
  await rm(beside, { recursive: true, force: true })
  await mkdir(at(runFiles.gpt), { recursive: true })
  const frozen: FrozenConfig = {
    format: 1,
    config: run.config,
    clip: {
      name: clip.name,
      path: clip.path,
      weightsHash: clip.weightsHash,
      embeddingSize: clip.details.embeddingSize,
      encoders: clip.encoders
    },
    gpt: { name: gpt.name, weightsHash: gpt.weightsHash },
    ...(start && { start: { name: start.name, weightsHash: start.weightsHash } }),
    dataVersion: await library.reader.ask('dataVersion'),
    dropped: await freezeItems(library, config, clip, beside)
  }
  await writeFlushed(at(runFiles.config), JSON.stringify(frozen, null, 2))
  await copyModelFiles(gpt.path, at(runFiles.gpt))
  if (start) {
    const whole = { format: 'safetensors', keys: 'recipe', file: at(runFiles.start) } as const
    await writeCaptioner({ library, engine }, { ...whole, modelId: start.id, checkpoint: 'best' })
  }
  await mkdir(dirname(target), { recursive: true })
  await rename(join(beside, dirname(runFiles.config)), target)
  await rm(beside, { recursive: true, force: true })
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Copies the files of a model folder, sharing their blocks where the file system can. */
async function copyModelFiles(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    // Links are followed: a folder of the hub's cache holds nothing else.
    const source = join(from, entry.name)
    if (!(await stat(source)).isFile()) continue
    await copyFile(source, join(to, entry.name), constants.COPYFILE_FICLONE)
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )
