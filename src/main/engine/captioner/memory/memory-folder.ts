import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { memoryFiles, type CaptionerSource } from '../../../../shared/engine-protocol'
import { readItems, type EmbeddedItem } from '../train/run-inputs'

/** Of an exported captioner, the folder of its memory beside its weights. */
export const MEMORY = 'memory'

/**
 * The folder of a captioner's memory, the texts that it was trained on with their embeddings: the inputs
 * of its run, or a copy that was exported with it. Null where there is none.
 */
export const memoryOf = (
  { trainedIn }: CaptionerSource,
  { memory }: { memory: string | null }
): string | null => memory ?? (trainedIn === undefined ? null : join(trainedIn, 'inputs'))

/** The folder of an exported captioner's memory, where it has one. */
export const memoryIn = (dir: string): Promise<string | null> =>
  stat(join(dir, MEMORY, memoryFiles.items)).then(
    () => join(dir, MEMORY),
    () => null
  )

/** What a captioner was trained on, in the order of the training data. */
export async function readMemory(dir: string, embeddingSize: number): Promise<EmbeddedItem[]> {
  return (await readItems(dir, embeddingSize)).filter(({ split }) => split === 'train')
}
