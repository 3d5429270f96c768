import { statfs } from 'node:fs/promises'
import type { ClipDetails, GptDetails, RunConfig } from '../../../shared/domain'
import { countParameters } from '../../../shared/model-specs/parameter-shapes'
import { mappingOf, trainedShapes } from '../../../shared/model-specs/run-models'
import { gptShape } from './memory'

const FLOAT = 4
/** Two moments, which only the newest checkpoint keeps. */
const MOMENTS = 2

/** Of what a run's folder will hold. */
interface DiskFacts {
  clip: Pick<ClipDetails, 'embeddingSize'>
  gpt: GptDetails
  /** Images and sentences whose embeddings are frozen with the run, at most. */
  vectors: number
  /** Validations of the whole run, each of which writes a checkpoint. */
  validations: number
}

/**
 * Bytes that a run's folder takes on the disk in the end, at most: its frozen GPT-2 and embeddings,
 * the checkpoints that it keeps, and the one that is written before an older one goes. Texts come on
 * top, which are small beside them.
 */
export function estimateDisk(
  config: RunConfig,
  { clip, gpt, vectors, validations }: DiskFacts
): number {
  const mapping = mappingOf(config, { embeddingSize: clip.embeddingSize, width: gpt.width })
  const trained = countParameters(trainedShapes({ mapping, gpt: gptShape(gpt) }, config))
  // The newest ones, the best one, and the next one.
  const kept = config.keepCheckpoints === 0 ? validations : config.keepCheckpoints + 2
  const copies = Math.min(kept, validations) + MOMENTS + (config.emaDecay > 0 ? 1 : 0)
  return FLOAT * (gpt.parameters + vectors * clip.embeddingSize + trained * copies)
}

/** Bytes that are free where a folder is; null if the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
