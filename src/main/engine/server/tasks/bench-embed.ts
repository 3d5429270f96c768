import type { BenchEmbedReport } from '../../../../shared/engine-protocol/bench'
import { ImageReader } from '../../../vision/image-reader'
import { benchClip, benchPreprocessing, benchSentences } from '../bench/embed-work'
import { summarize } from '../bench/timing'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { openSentenceEmbedder } from '../../captioner/embed/encoder-embedder'
import { mapLimited, ImageEmbedder } from '../../captioner/embed/vision-embedder'
import { chunks, SENTENCE_BATCH } from './embed-sentences'
import type { TaskFunction } from './task'

/** Times reading, the image side and the sentence side of a CLIP, as the embedding tasks do them. */
export const benchEmbed: TaskFunction<'benchEmbed'> = async (input, { yieldNow }) => {
  const device = await chooseDevice(input.device)
  const clip = benchClip(input)
  const images = Array.from({ length: input.images }, (_, id) => ({
    id,
    path: input.files[id % input.files.length] ?? ''
  }))
  const cases: BenchEmbedReport['cases'] = []
  const time = async (
    work: BenchEmbedReport['cases'][number]['work'],
    items: number,
    once: () => Promise<void>
  ): Promise<void> => {
    const times: number[] = []
    // The first round makes memory and finds it; it does not count.
    for (let round = 0; round <= input.rounds; round++) {
      await yieldNow()
      const began = performance.now()
      await once()
      if (round > 0) times.push(performance.now() - began)
    }
    const timing = summarize(times)
    cases.push({ work, ...timing, unit: 'ms', itemsPerSecond: (items * 1000) / timing.median })
  }

  for (const [work, threads] of [
    ['reading and preprocessing on one thread', 1],
    ['reading and preprocessing', undefined]
  ] as const) {
    const reader = new ImageReader(benchPreprocessing, threads)
    await time(work, input.images, async () => {
      await mapLimited(images, reader.places, ({ path }) => reader.read(path))
    })
    await reader.close()
  }

  const embedder = await ImageEmbedder.of(clip, benchPreprocessing, device)
  await time('files to embeddings', input.images, async () => {
    for await (const { failed } of embedder.embed(images, yieldNow)) {
      for (const { error } of failed) throw error
    }
  })
  await embedder.release()

  const sentences = await openSentenceEmbedder(clip, device)
  const batches = [...chunks(benchSentences(input), SENTENCE_BATCH)]
  await time('sentences', input.sentences, async () => {
    for (const batch of batches) await sentences.embed(batch)
  })
  await sentences.close()
  return { device, cases, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 }
}
