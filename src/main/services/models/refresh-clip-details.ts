import type { Encoders, Model } from '../../../shared/domain'
import type { Library } from '../../store/core/library'
import { getModel, updateModel } from '../../store/runs/models'
import type { EngineClient } from '../engine-client/engine-client'

interface Place {
  library: Library
  engine: EngineClient
}

/**
 * The encoder with what makes its vectors as its files are now. What was changed since it was
 * registered is noted, so that vectors are made and found by what the model is and not by what it
 * was. Images are seen upright, whichever way `model` has them. Throws what reading its files
 * throws.
 */
export async function refreshClipDetails(
  { library, engine }: Place,
  { id }: Pick<Model, 'id'>
): Promise<Model> {
  const model = getModel(library.read, id)
  const { path } = model
  const { weightsHash, encoders } = await engine.run('describeClip', { clip: path })
  if (weightsHash === model.weightsHash && sameEncoders(encoders, model.encoders)) return model
  const { details } = await engine.run('checkModel', { path })
  return updateModel(library.write, model.id, { details, weightsHash, encoders })
}

const sameEncoders = (one: Encoders, other: Encoders): boolean =>
  (['image', 'storedImage', 'sentence'] as const).every(
    (side) => one[side]?.key === other[side]?.key
  )
