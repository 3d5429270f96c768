import type { CaptioningInput, DeviceName } from '../../../../shared/engine-protocol'
import { CaptionWriter } from '../../captioner/decode/caption-writer'
import type { StepDecoder } from '../../captioner/decode/step-decoder'
import { trainingDocuments } from '../../captioner/decode/training-documents'
import { ImageEmbedder } from '../../captioner/embed/vision-embedder'
import {
  openWritingCaptioners,
  searchedBy,
  type WritingCaptioner
} from '../../captioner/writing-captioners'

/** All that turns images into captions. */
export interface OpenCaptioning {
  members: readonly WritingCaptioner[]
  writer: CaptionWriter
  decoder: StepDecoder
  embedder: ImageEmbedder
  release(): Promise<void>
}

/**
 * Opens captioners and their encoder. With `weighs`, CIDEr-D weighs n-grams by the captions that the
 * first was trained on, where they are known.
 */
export async function openCaptioning(
  { captioner, name = captioner.path, ensemble = [], clip, orientation }: CaptioningInput,
  device: DeviceName,
  { weighs }: { weighs: boolean }
): Promise<OpenCaptioning> {
  const members = await openWritingCaptioners([{ name, captioner }, ...ensemble], device)
  const [first] = members
  if (!first) throw new Error('at least one captioner is opened')
  const { trainedIn } = captioner
  const documents =
    weighs && trainedIn !== undefined ? await trainingDocuments(trainedIn) : undefined
  const embedder = await ImageEmbedder.open(clip, orientation, device)
  return {
    members,
    writer: new CaptionWriter(first.captioner.tokenizer, first.captioner, documents),
    decoder: searchedBy(members),
    embedder,
    async release() {
      for (const member of members) await member.decoder.release()
      await embedder.release()
    }
  }
}
