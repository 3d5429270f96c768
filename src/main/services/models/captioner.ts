import { join } from 'node:path'
import type { CaptionerChoice, Checkpoint, CheckpointChoice, Model } from '../../../shared/domain'
import type { CaptionerSource } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/library'
import { listCheckpoints } from '../../store/run-records'
import { getRun } from '../../store/runs'
import { runModels } from '../train/plan'
import { modelOfKind } from './models'

/** A captioner for the engine, and the CLIP model whose embeddings it takes. */
export interface ChosenCaptioner {
  source: CaptionerSource
  clip: Model
}

/** The captioner that a job names: a checkpoint of a run, or a registered one. */
export function chooseCaptioner(
  library: Library,
  { runId, checkpoint = 'best', modelId }: CaptionerChoice
): ChosenCaptioner {
  if (runId !== undefined) return runCaptioner(library, runId, checkpoint)
  if (modelId !== undefined) return registeredCaptioner(library, modelId)
  throw new AppError('input.invalid', { field: 'runId', detail: 'name a run or a captioner' })
}

function runCaptioner(
  library: Library,
  runId: string,
  checkpoint: CheckpointChoice
): ChosenCaptioner {
  const { clip } = runModels(library, getRun(library.read, runId).config)
  const { path } = findCheckpoint(library, runId, checkpoint)
  return { clip, source: { path: join(library.root, path) } }
}

function registeredCaptioner(library: Library, modelId: number): ChosenCaptioner {
  const { name, path, details, clipModelId, gptModelId } = modelOfKind(
    library,
    modelId,
    'captioner'
  )
  if (details.kind !== 'captioner' || clipModelId === null) {
    throw new AppError('entity.not-found', { entity: 'CLIP model of', id: name })
  }
  const gpt = gptModelId === null ? null : modelOfKind(library, gptModelId, 'gpt2')
  return {
    clip: modelOfKind(library, clipModelId, 'clip'),
    source: {
      path,
      normalizeEmbeddings: details.normalizeEmbeddings,
      ...(gpt && { gpt: gpt.path })
    }
  }
}

/** The checkpoint that `which` means; `best` is the last one where no validation loss was read. */
function findCheckpoint({ read }: Library, runId: string, which: CheckpointChoice): Checkpoint {
  const checkpoints = listCheckpoints(read, runId)
  const last = checkpoints.at(-1)
  const found =
    typeof which === 'number'
      ? checkpoints.find(({ step }) => step === which)
      : which === 'last'
        ? last
        : (checkpoints.find(({ best }) => best) ?? last)
  if (!found) throw new AppError('run.no-checkpoint', { run: runId, which })
  return found
}
