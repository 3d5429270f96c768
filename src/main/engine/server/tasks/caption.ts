import { toErrorInfo } from '../../../../shared/errors'
import { openWritingCaptioners, searchedBy } from '../../captioner/writing-captioners'
import { inBatches } from '../../captioner/embed/in-batches'
import { readAhead } from '../../captioner/embed/read-ahead'
import { TextJudges } from '../../captioner/evaluate/text-judges'
import { WaitMeter } from '../../captioner/embed/wait-meter'
import { CaptionWriter } from '../../captioner/decode/caption-writer'
import { trainingDocuments } from '../../captioner/decode/training-documents'
import { finiteVectors } from '../../captioner/embed/finite-vectors'
import { memoryOf } from '../../captioner/memory/memory-folder'
import { openTextEmbedder } from '../../captioner/memory/open-text-embedder'
import { SentenceProjection } from '../../captioner/memory/sentence-projection'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { ImageEmbedder } from '../../captioner/embed/vision-embedder'
import type { FedTaskFunction } from './task'

/** Images embedded and searched one after the other; the next are read meanwhile. */
const BATCH = 32

/**
 * Captions the images that it is fed, in their order. Each is answered, and one that fails does
 * not stop the others.
 */
export const caption: FedTaskFunction<'caption'> = async (input, { emit, yieldNow, fed }) => {
  const device = await chooseDevice(input.device)
  const { captioner, name = captioner.path, ensemble = [] } = input
  const members = await openWritingCaptioners([{ name, captioner }, ...ensemble], device)
  const [first] = members
  if (!first) throw new Error('at least one captioner is opened')
  const memory = memoryOf(captioner, first.captioner)
  const { choice } = input.decode
  const documents =
    choice === 'cider' && memory !== null ? await trainingDocuments(memory) : undefined
  const texts =
    choice === 'clip'
      ? await openTextEmbedder({ clip: input.clip, memory, name }, device)
      : undefined
  const writer = new CaptionWriter(first.captioner.tokenizer, first.captioner, {
    documents,
    texts
  })
  const { projectionTemperature: temperature } = input.decode
  const { embeddingSize } = first.captioner.shape.mapping
  const projection =
    temperature > 0
      ? await SentenceProjection.open({ memory, name, embeddingSize }, temperature, device)
      : null
  const searched = searchedBy(members)
  const decoder = projection?.before(searched) ?? searched
  const embedder = await ImageEmbedder.open(input.clip, input.orientation, device)
  const judges = new TextJudges(members, device)
  const meter = new WaitMeter()
  const images = meter.watch(readAhead(judges.listen(fed), embedder.reader))
  let done = 0
  let failed = 0
  const fail = (id: number, error: unknown): void => {
    emit({ type: 'failed', id, error: toErrorInfo(error) })
    judges.forget(id)
    failed++
  }
  try {
    for await (const batch of inBatches(images, BATCH)) {
      const read: number[] = []
      const pixels: Float32Array[] = []
      for (const image of batch) {
        if (image.pixels) {
          read.push(image.id)
          pixels.push(image.pixels)
        } else fail(image.id, image.error)
      }
      const embedded = await embedder.embedPixels(pixels, yieldNow)
      const { ids, vectors, refused } = finiteVectors(read, embedded, input.clip)
      for (const { id, error } of refused) fail(id, error)
      const shown = (await projection?.project(vectors)) ?? vectors
      const judged = await judges.judge(ids, shown, yieldNow)
      let place = 0
      for await (const found of writer.write(decoder, vectors, input.decode, yieldNow, ids)) {
        const { text, score, tokens } = found
        const id = ids[place] ?? 0
        emit({ type: 'caption', id, text, score, tokens, judged: judged[place] ?? [] })
        place++
        done++
      }
    }
  } finally {
    await judges.release()
    for (const member of members) await member.decoder.release()
    await embedder.release()
    await texts?.close()
    await projection?.close()
  }
  return {
    device,
    done,
    failed,
    waitedMs: meter.waited,
    workedMs: meter.worked,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024
  }
}
