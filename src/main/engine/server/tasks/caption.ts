import { toErrorInfo } from '../../../../shared/errors'
import { openCaptioner } from '../../captioner/open-captioner'
import { inBatches } from '../../captioner/embed/in-batches'
import { readAhead } from '../../captioner/embed/read-ahead'
import { TextJudge } from '../../captioner/evaluate/text-judge'
import { WaitMeter } from '../../captioner/embed/wait-meter'
import { CaptionWriter } from '../../captioner/decode/caption-writer'
import { trainingDocuments } from '../../captioner/decode/training-documents'
import { finiteVectors } from '../../captioner/embed/finite-vectors'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { normalized } from '../../captioner/train/embedding-conditioning'
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
  const captioner = await openCaptioner(input.captioner)
  const weights = await captioner.load()
  const { shape, tokenizer } = captioner
  const { trainedIn } = input.captioner
  const writer = await CaptionWriter.create(shape, tokenizer, device, captioner, {
    steady: true,
    ...(input.decode.choice === 'cider' &&
      trainedIn !== undefined && { documents: await trainingDocuments(trainedIn) })
  })
  const embedder = await ImageEmbedder.open(input.clip, input.orientation, device)
  const judge = new TextJudge(captioner, weights, device)
  const meter = new WaitMeter()
  const images = meter.watch(readAhead(judge.listen(fed), embedder.reader))
  let done = 0
  let failed = 0
  const fail = (id: number, error: unknown): void => {
    emit({ type: 'failed', id, error: toErrorInfo(error) })
    judge.forget(id)
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
      const given = captioner.normalizeEmbeddings ? vectors.map(normalized) : vectors
      const judged = await judge.judge(ids, given, yieldNow)
      let place = 0
      for await (const found of writer.write(weights, given, input.decode, yieldNow, ids)) {
        const { text, score, tokens } = found
        const id = ids[place] ?? 0
        emit({ type: 'caption', id, text, score, tokens, judged: judged[place] ?? [] })
        place++
        done++
      }
    }
  } finally {
    await judge.release()
    await writer.release()
    await embedder.release()
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
