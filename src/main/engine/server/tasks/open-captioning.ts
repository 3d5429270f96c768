import type { DecodeOptions } from '../../../../shared/domain'
import type { CaptioningInput, DeviceName } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { CaptionWriter } from '../../captioner/decode/caption-writer'
import { pathsOf } from '../../captioner/decode/searches'
import type { StepDecoder } from '../../captioner/decode/step-decoder'
import { trainingDocuments } from '../../captioner/decode/training-documents'
import { ImageEmbedder } from '../../captioner/embed/vision-embedder'
import { memoryOf } from '../../captioner/memory/memory-folder'
import { openTextEmbedder } from '../../captioner/memory/open-text-embedder'
import { SentenceProjection } from '../../captioner/memory/sentence-projection'
import {
  openWritingCaptioners,
  searchedBy,
  type WritingCaptioner
} from '../../captioner/writing-captioners'

/** What writes by some options of decoding. */
export interface ReadyWriter {
  writer: CaptionWriter
  /** Takes embeddings as CLIP gives them. */
  decoder: StepDecoder
  /** Embeddings of images as the captioners see them. */
  seen(embeddings: readonly Float32Array[]): Promise<readonly Float32Array[]>
}

/** All that turns images into captions. */
export interface OpenCaptioning {
  members: readonly WritingCaptioner[]
  embedder: ImageEmbedder
  /**
   * What writes by these options; what they need beyond the captioners is opened once. Throws
   * `decode.no-pairs` or `decode.no-sentences`.
   */
  ready(decode: DecodeOptions): Promise<ReadyWriter>
  release(): Promise<void>
}

/** Opens captioners and their encoder. Of several, what was trained on is that of the first. */
export async function openCaptioning(
  {
    captioner,
    name = captioner.path,
    ensemble = [],
    clip,
    orientation,
    weights = 'float32'
  }: CaptioningInput,
  device: DeviceName
): Promise<OpenCaptioning> {
  if (weights === 'int8' && device !== 'cpu') throw new AppError('caption.int8-device', { device })
  const members = await openWritingCaptioners([{ name, captioner }, ...ensemble], device, weights)
  const [first] = members
  if (!first) throw new Error('at least one captioner is opened')
  const memory = memoryOf(captioner, first.captioner)
  const { tokenizer, shape } = first.captioner
  const { embeddingSize } = shape.mapping
  const documents = once(async () => (memory === null ? undefined : trainingDocuments(memory)))
  const texts = once(() => openTextEmbedder({ clip, memory, name }, device))
  const projection = once(() => SentenceProjection.open({ memory, name, embeddingSize }, device))
  const embedder = await ImageEmbedder.open(clip, orientation, device, weights)
  const searched = searchedBy(members)
  return {
    members,
    embedder,
    async ready(decode) {
      // A search for one caption leaves no choice.
      const choice = pathsOf(decode) > 1 ? decode.choice : 'score'
      const writer = new CaptionWriter(tokenizer, first.captioner, {
        documents: choice === 'cider' ? await documents.get() : undefined,
        texts: choice === 'clip' ? await texts.get() : undefined
      })
      const { projectionTemperature: temperature } = decode
      if (temperature === 0) {
        return { writer, decoder: searched, seen: (embeddings) => Promise.resolve(embeddings) }
      }
      const projecting = await projection.get()
      return {
        writer,
        decoder: projecting.before(searched, temperature),
        seen: (embeddings) => projecting.project(embeddings, temperature)
      }
    },
    async release() {
      for (const member of members) await member.decoder.release()
      await embedder.release()
      await (await texts.made())?.close()
      await (await projection.made())?.close()
    }
  }
}

/** Makes a thing when it is first asked for; `made` is null where it was not, or could not be made. */
function once<Thing>(make: () => Promise<Thing>) {
  let thing: Promise<Thing> | null = null
  return {
    get: (): Promise<Thing> => (thing ??= make()),
    made: async (): Promise<Thing | null> => (thing ? thing.catch(() => null) : null)
  }
}
