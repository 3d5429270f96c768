import { resolve } from 'node:path'
import type { AddModelParams, Model, ModelDetails, ModelKind } from '../../../shared/domain'
import type { TrainedWith } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/core/library'
import { getModel, insertModel, listModels } from '../../store/runs/models'
import type { Workbench } from '../workbench/workbench'
import { requireEncoder } from './fitting-encoder'
import { orientationOf, seenAs } from './image-orientation'
import { refreshClipDetails } from './refresh-clip-details'

/** The registered model of a kind. Throws `entity.not-found` or `model.wrong-kind`. */
export function modelOfKind({ read }: Pick<Library, 'read'>, id: number, wanted: ModelKind): Model {
  const found = getModel(read, id)
  if (found.kind === wanted) return found
  throw new AppError('model.wrong-kind', { name: found.name, kind: found.kind, wanted })
}

/**
 * Reads and checks a model folder or a captioner's checkpoint in the engine, then registers it. A
 * captioner is registered with the encoder, and where it is a file the GPT-2, that it works
 * with. Throws what the check finds wrong, with the name of the file.
 */
export async function addModel(
  { library, engine }: Pick<Workbench, 'library' | 'engine'>,
  params: AddModelParams
): Promise<Model> {
  const path = resolve(params.path)
  const { normalizeEmbeddings } = params
  const gpt = findGpt(library, params.gptModelId)
  const {
    clip: trainedWith,
    usesGpt,
    ...checked
  } = await engine.run('checkModel', {
    path,
    ...(gpt && { gpt: gpt.path }),
    ...(normalizeEmbeddings !== undefined && { normalizeEmbeddings })
  })
  const { details, weightsHash } = checked
  if (details.kind === 'clip') {
    const { encoders } = await engine.run('describeClip', { clip: path, weightsHash })
    return insertModel(library.write, { ...checked, encoders, path })
  }
  if (details.kind === 'gpt2') return insertModel(library.write, { ...checked, path })
  const found = findClip(library, path, details, trainedWith, params.clipModelId)
  const orientation = params.orientation ?? orientationOf(trainedWith?.encoder)
  const clip = seenAs(await refreshClipDetails({ library, engine }, found), orientation)
  // Whoever names the model says that it fits.
  if (params.clipModelId === undefined) {
    requireEncoder({ name: checked.name, clip, encoder: trainedWith?.encoder })
  }
  return insertModel(library.write, {
    ...checked,
    path,
    encoders: clip.encoders.image ? { image: clip.encoders.image } : {},
    clipModelId: clip.id,
    gptModelId: usesGpt && gpt ? gpt.id : null
  })
}

/** The GPT-2 that is named, else the only one, else none. */
function findGpt(library: Library, id: number | undefined): Model | null {
  if (id !== undefined) return modelOfKind(library, id, 'gpt2')
  const [only, ...others] = listModels(library.read).filter(({ kind }) => kind === 'gpt2')
  return only && others.length === 0 ? only : null
}

/** The encoder that is named, else the one of the captioner's own files, else the only one that fits. */
function findClip(
  library: Library,
  path: string,
  { embeddingSize }: Extract<ModelDetails, { kind: 'captioner' }>,
  trainedWith: TrainedWith | null,
  id: number | undefined
): Model {
  const fits = ({ details }: Model): boolean =>
    details.kind === 'clip' && details.embeddingSize === embeddingSize
  const needed = new AppError('model.needs-clip', { path, size: embeddingSize })
  if (id !== undefined) {
    const named = modelOfKind(library, id, 'clip')
    if (fits(named)) return named
    throw needed
  }
  const fitting = listModels(library.read).filter(fits)
  const key = trainedWith?.encoder?.key
  const known =
    fitting.find(
      ({ encoders: { image, storedImage } }) =>
        key !== undefined && [image?.key, storedImage?.key].includes(key)
    ) ?? fitting.find(({ weightsHash }) => weightsHash === trainedWith?.weightsHash)
  const [only, ...others] = fitting
  const found = known ?? (others.length === 0 ? only : undefined)
  if (!found) throw needed
  return found
}
