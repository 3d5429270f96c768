import { toErrorInfo } from '../../../../shared/errors'
import { inBatches } from '../../captioner/embed/in-batches'
import { readAhead } from '../../captioner/embed/read-ahead'
import { TextJudges } from '../../captioner/evaluate/text-judges'
import { WaitMeter } from '../../captioner/embed/wait-meter'
import { finiteVectors } from '../../captioner/embed/finite-vectors'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { openCaptioning } from './open-captioning'
import type { FedTaskFunction } from './task'

/** Images embedded and searched one after the other; the next are read meanwhile. */
const BATCH = 32

/**
 * Captions the images that it is fed, in their order. Each is answered, and one that fails does
 * not stop the others.
 */
export const caption: FedTaskFunction<'caption'> = async (input, { emit, yieldNow, fed }) => {
  const device = await chooseDevice(input.device)
  const weighs = input.decode.choice === 'cider'
  const opened = await openCaptioning(input, device, { weighs })
  const { members, writer, decoder, embedder } = opened
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
      const judged = await judges.judge(ids, vectors, yieldNow)
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
    await opened.release()
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
