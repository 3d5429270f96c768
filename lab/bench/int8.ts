import { availableParallelism, cpus, loadavg } from 'node:os'
import * as v from 'valibot'
import { normals, RandomStream } from '../../src/main/base/random'
import { Decoder } from '../../src/main/engine/captioner/decode/decoder'
import { runSearches } from '../../src/main/engine/captioner/decode/run-searches'
import { searchStarter } from '../../src/main/engine/captioner/decode/searches'
import type { StepDecoder } from '../../src/main/engine/captioner/decode/step-decoder'
import { openImageEmbedder } from '../../src/main/engine/captioner/embed/encoder-embedder'
import { int8CaptionerWeights } from '../../src/main/engine/captioner/int8/int8-captioner'
import { benchClip } from '../../src/main/engine/server/bench/embed-work'
import { summarize } from '../../src/main/engine/server/bench/timing'
import { benchShape, benchWeights } from '../../src/main/engine/server/bench/train-work'
import { DecodeOptions } from '../../src/shared/domain'
import { captionerParameterShapes } from '../../src/shared/model-specs/captioner'

const IMAGES = 8
const EMBEDDED = 16
const TOKENS = 20
const SEED = 42
const gpt2Small = { layers: 12, width: 768, heads: 12, vocabulary: 50_257, prefix: 10 }

/** Medians in milliseconds; the ratios are those of float32 to int8 in the same round. */
interface Int8Figure {
  work: string
  float32: Cost
  int8: Cost
  ratio: { elapsed: number; processor: number }
}

interface Cost {
  elapsed: number
  processor: number
}

/**
 * Times float32 and int8 weights in one process, one after the other in each round, so that other work
 * on the machine slows both: greedy and beam search of GPT-2 small, and ViT-B/32.
 */
export async function measureInt8(rounds: number) {
  const load = loadavg()[0] ?? 0
  const figures = [...(await measureDecoding(rounds)), await measureEmbedding(rounds)]
  return { processor: cpus()[0]?.model ?? '', cores: availableParallelism(), load, figures }
}

async function measureDecoding(rounds: number): Promise<Int8Figure[]> {
  const shape = benchShape(gpt2Small)
  const weights = benchWeights(captionerParameterShapes(shape), SEED)
  const { matrices, others } = await int8CaptionerWeights(shape, weights)
  const whole = await Decoder.create(shape, 'cpu', { steady: true })
  const rounded = await Decoder.create(shape, 'cpu', { steady: true, int8: matrices })
  const embeddings = Array.from({ length: IMAGES }, (_, image) =>
    normals(SEED, RandomStream.sentenceNoise, image, shape.mapping.embeddingSize)
  )
  const search = (decoder: StepDecoder, method: DecodeOptions['method']) => async () => {
    const options = v.parse(DecodeOptions, { method, maxTokens: TOKENS })
    const start = searchStarter(options, new Set(), decoder.room)
    await runSearches(
      decoder,
      embeddings.map((_, image) => start(image)),
      embeddings
    )
  }
  const figures = []
  for (const method of ['greedy', 'beam'] as const) {
    const both = [
      search(whole.with(weights), method),
      search(rounded.with(others), method)
    ] as const
    figures.push(await compare(method, both, rounds))
  }
  await whole.release()
  await rounded.release()
  return figures
}

async function measureEmbedding(rounds: number): Promise<Int8Figure> {
  const clip = benchClip({ patchSize: 32, seed: SEED })
  const whole = await openImageEmbedder(clip, 'cpu')
  const rounded = await openImageEmbedder(clip, 'cpu', 'int8')
  const size = 3 * clip.config.vision.imageSize ** 2
  const pixels = Array.from({ length: EMBEDDED }, (_, image) =>
    normals(SEED, RandomStream.sentenceNoise, image, size)
  )
  const both = [() => whole.embed(pixels), () => rounded.embed(pixels)] as const
  const figure = await compare('ViT-B/32', both, rounds)
  await whole.close()
  await rounded.close()
  return figure
}

type Work = () => Promise<unknown>

async function compare(
  work: string,
  [whole, rounded]: readonly [Work, Work],
  rounds: number
): Promise<Int8Figure> {
  const costs: (readonly [Cost, Cost])[] = []
  // The first round makes memory and finds it; it does not count.
  for (let round = 0; round <= rounds; round++) {
    const both = [await costOf(whole), await costOf(rounded)] as const
    if (round > 0) costs.push(both)
  }
  const median = (of: (both: readonly [Cost, Cost]) => number) => summarize(costs.map(of)).median
  return {
    work,
    float32: {
      elapsed: median(([one]) => one.elapsed),
      processor: median(([one]) => one.processor)
    },
    int8: {
      elapsed: median(([, one]) => one.elapsed),
      processor: median(([, one]) => one.processor)
    },
    ratio: {
      elapsed: median(([one, other]) => one.elapsed / other.elapsed),
      processor: median(([one, other]) => one.processor / other.processor)
    }
  }
}

async function costOf(work: Work): Promise<Cost> {
  const used = process.cpuUsage()
  const began = performance.now()
  await work()
  const elapsed = performance.now() - began
  const { user, system } = process.cpuUsage(used)
  return { elapsed, processor: (user + system) / 1000 }
}
