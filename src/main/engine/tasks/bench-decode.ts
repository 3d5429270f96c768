import * as v from 'valibot'
import { DecodeOptions } from '../../../shared/domain'
import type { BenchDecodeInput } from '../../../shared/bench-protocol'
import { summarize } from '../bench/timing'
import { benchShape, benchWeights } from '../bench/train-work'
import { Decoder } from '../decode/decoder'
import { runSearches } from '../decode/run-searches'
import { searchStarter } from '../decode/searches'
import { chooseDevice } from '../devices/choose-device'
import { sizeOf } from '../graph'
import { captionerParameterShapes } from '../nn/captioner'
import { normals, RandomStream } from '../train/random'
import type { TaskFunction } from './task'

/** Times searches for captions of exactly so many tokens, with random weights and embeddings. */
export const benchDecode: TaskFunction<'benchDecode'> = async (input, { turn }) => {
  const device = await chooseDevice(input.device)
  const shape = benchShape(input)
  const shapes = captionerParameterShapes(shape)
  const weights = benchWeights(shapes, input.seed)
  const embeddings = Array.from({ length: input.pictures }, (_, picture) =>
    normals(input.seed, RandomStream.sentenceNoise, picture, shape.mapping.embeddingSize)
  )
  const decoder = await Decoder.create(shape, device, { steady: true })
  const cases = []
  for (const search of input.searches) {
    const start = searchStarter(optionsOf(input, search), new Set(), decoder.room)
    const times: number[] = []
    // The first round makes memory and finds it; it does not count.
    for (let round = 0; round <= input.rounds; round++) {
      const began = performance.now()
      const searches = embeddings.map((_, picture) => start(picture))
      await runSearches(decoder, weights, searches, embeddings, turn)
      if (round > 0) times.push(performance.now() - began)
    }
    const timing = summarize(times)
    cases.push({
      search,
      ...timing,
      unit: 'ms/batch' as const,
      picturesPerSecond: (input.pictures * 1000) / timing.median
    })
  }
  await decoder.release()
  return {
    device,
    parameters: [...shapes.values()].reduce((sum, dims) => sum + sizeOf(dims), 0),
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    cases
  }
}

const optionsOf = (
  { beams, tokens, seed }: BenchDecodeInput,
  method: DecodeOptions['method']
): DecodeOptions => v.parse(DecodeOptions, { method, beams, maxTokens: tokens, seed })
