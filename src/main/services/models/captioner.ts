import { join } from 'node:path'
import type {
  CaptionerChoice,
  CaptionerDetails,
  Checkpoint,
  CheckpointChoice,
  Encoder,
  Model
} from '../../../shared/domain'
import type { CaptionerSource } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/core/library'
import { getModel } from '../../store/runs/models'
import { listCheckpoints } from '../../store/runs/run-records'
import { getRun, listRuns } from '../../store/runs/runs'
import type { EngineClient } from '../engine-client/engine-client'
import { readFrozen } from '../train/frozen-texts'
import { runModels } from '../train/plan'
import { runDir } from '../train/run-dir'
import { requireEncoder } from './fitting-encoder'
import { orientationOf, seenAs } from './image-orientation'
import { refreshClipDetails } from './refresh-clip-details'
import { modelOfKind } from './models'

/** A captioner for the engine, and the encoder whose embeddings it takes. */
export interface ChosenCaptioner {
  name: string
  source: CaptionerSource
  clip: Model
}

/**
 * The captioner that a job names, for captioning: its encoder as that model's files are now.
 * Throws `captioner.other-encoder` where it was trained on other vectors than that model gives.
 */
export async function fittingCaptioner(
  { library, engine }: { library: Library; engine: EngineClient },
  choice: CaptionerChoice
): Promise<ChosenCaptioner> {
  const chosen = chooseCaptioner(library, choice)
  const encoder = await trainedEncoder(library, choice)
  const clip = seenAs(
    await refreshClipDetails({ library, engine }, chosen.clip),
    orientationOf(encoder)
  )
  requireEncoder({ name: chosen.name, clip, encoder })
  return { ...chosen, clip }
}

/**
 * The captioners that a job names, to write each caption together, the first one first. Throws as
 * `fittingCaptioner`, or `ensemble.unlike` where they see images by different CLIP models.
 */
export async function fittingCaptioners(
  place: { library: Library; engine: EngineClient },
  { ensemble = [], ...choice }: CaptionerChoice & { ensemble?: readonly CaptionerChoice[] }
): Promise<[ChosenCaptioner, ...ChosenCaptioner[]]> {
  const first = await fittingCaptioner(place, choice)
  const others: ChosenCaptioner[] = []
  for (const one of ensemble) {
    const other = await fittingCaptioner(place, one)
    if (other.clip.encoders.image?.key !== first.clip.encoders.image?.key) {
      const names = { first: first.name, other: other.name }
      throw new AppError('ensemble.unlike', { ...names, differs: 'CLIP' })
    }
    others.push(other)
  }
  return [first, ...others]
}

/** What the engine is told of captioners that write together. */
export const writingInput = ([first, ...others]: readonly [
  ChosenCaptioner,
  ...ChosenCaptioner[]
]) => ({
  captioner: first.source,
  name: first.name,
  ensemble: others.map(({ name, source }) => ({ name, captioner: source })),
  clip: first.clip.path,
  orientation: orientationOf(first.clip.encoders.image)
})

/** What made the vectors that a captioner was trained on, where it is known. */
async function trainedEncoder(
  library: Library,
  { runId, modelId }: CaptionerChoice
): Promise<Encoder | undefined> {
  if (runId !== undefined) {
    return (await readFrozen(runDir(library, runId), runId)).clip.encoders?.image
  }
  return modelId === undefined ? undefined : getModel(library.read, modelId).encoders.image
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
  const trainedIn = runDir(library, runId)
  return { name: runId, clip, source: { path: join(library.root, path), trainedIn } }
}

function registeredCaptioner(library: Library, modelId: number): ChosenCaptioner {
  const { name, path, details, encoders, clipModelId, gptModelId } = modelOfKind(
    library,
    modelId,
    'captioner'
  )
  if (details.kind !== 'captioner' || clipModelId === null) {
    throw new AppError('entity.not-found', { entity: 'encoder of', id: name })
  }
  const gpt = gptModelId === null ? null : modelOfKind(library, gptModelId, 'gpt2')
  return {
    name,
    clip: seenAs(modelOfKind(library, clipModelId, 'clip'), orientationOf(encoders.image)),
    source: {
      path,
      normalizeEmbeddings: details.normalizeEmbeddings,
      ...(gpt && { gpt: gpt.path }),
      ...trainedIn(library, details)
    }
  }
}

/** Of an average of this library's own runs, the first of them. */
function trainedIn(
  library: Library,
  { averageOf = [] }: CaptionerDetails
): Pick<CaptionerSource, 'trainedIn'> {
  const [runId = ''] = averageOf[0]?.split(':') ?? []
  const known = listRuns(library.read).some(({ id }) => id === runId)
  return known ? { trainedIn: runDir(library, runId) } : {}
}

/** The checkpoint that `which` means; `best` is the last one where no validation loss was read. */
export function findCheckpoint(
  { read }: Library,
  runId: string,
  which: CheckpointChoice
): Checkpoint {
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
