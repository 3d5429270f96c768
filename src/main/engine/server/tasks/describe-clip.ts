import { describeEncoders } from '../../captioner/embed/describe-encoders'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'
import { hashFiles } from '../../formats/weights/weight-files'
import type { TaskFunction } from './task'

/** What makes the vectors of an encoder's folder, as its files are now. */
export const describeClip: TaskFunction<'describeClip'> = async (input, { yieldNow }) => {
  const folder = await readEncoderFolder(input.clip)
  const weightsHash = input.weightsHash ?? (await hashFiles(folder.weights.paths, yieldNow))
  return { weightsHash, encoders: await describeEncoders(folder, weightsHash) }
}
