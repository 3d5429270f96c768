import { toErrorInfo } from '../../../shared/errors'
import { openCaptioner } from '../captioner/open-captioner'
import { inBatches } from '../captioning/in-batches'
import { readAhead } from '../captioning/read-ahead'
import { TextJudge } from '../captioning/text-judge'
import { WaitMeter } from '../captioning/wait-meter'
import { CaptionWriter } from '../decode/caption-writer'
import { chooseDevice } from '../devices/choose-device'
import { normalized } from '../train/embedding-conditioning'
import { PictureEmbedder } from '../vision-embedder'
import type { FedTaskFunction } from './task'

/** Pictures embedded and searched one after the other; the next are read meanwhile. */
const BATCH = 32

/**
 * Captions the pictures that it is fed, in their order. Each is answered, and one that fails does
 * not stop the others.
 */
export const caption: FedTaskFunction<'caption'> = async (input, { emit, turn, fed }) => {
  const device = await chooseDevice(input.device)
  const captioner = await openCaptioner(input.captioner)
  const weights = await captioner.load()
  const { shape, tokenizer } = captioner
  const writer = await CaptionWriter.create(shape, tokenizer, device, { steady: true })
  const embedder = await PictureEmbedder.open(input.clip, device)
  const judge = new TextJudge(captioner, weights, device)
  const meter = new WaitMeter()
  const pictures = meter.watch(readAhead(judge.listen(fed), embedder.reader))
  let done = 0
  let failed = 0
  try {
    for await (const batch of inBatches(pictures, BATCH)) {
      const ids: number[] = []
      const pixels: Float32Array[] = []
      for (const picture of batch) {
        if (picture.pixels) {
          ids.push(picture.id)
          pixels.push(picture.pixels)
        } else {
          emit({ type: 'failed', id: picture.id, error: toErrorInfo(picture.error) })
          judge.forget(picture.id)
          failed++
        }
      }
      const embeddings = await embedder.embedPixels(pixels, turn)
      const given = captioner.normalizeEmbeddings ? embeddings.map(normalized) : embeddings
      const judged = await judge.judge(ids, given, turn)
      let place = 0
      for await (const found of writer.write(weights, given, input.decode, turn, ids)) {
        emit({ type: 'caption', id: ids[place] ?? 0, ...found, judged: judged[place] ?? [] })
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
