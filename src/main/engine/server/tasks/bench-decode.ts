import * as v from 'valibot'
import { DecodeOptions } from '../../../../shared/domain'
import type { BenchDecodeInput } from '../../../../shared/engine-protocol/bench'
import { summarize } from '../bench/timing'
import { benchShape, benchWeights } from '../bench/train-work'
import { minimumRisk } from '../../captioner/decode/minimum-risk'
import type { Hypothesis } from '../../captioner/decode/search'
import { DocumentFrequencies } from '../../metrics/document-frequencies'
import { bleuPairs, ciderPairs } from '../../metrics/pairwise'
import { Decoder } from '../../captioner/decode/decoder'
import { ensembleOf } from '../../captioner/decode/ensemble'
import type { StepDecoder } from '../../captioner/decode/step-decoder'
import { runSearches } from '../../captioner/decode/run-searches'
import { searchStarter } from '../../captioner/decode/searches'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { sizeOf } from '../../graph'
import { captionerParameterShapes } from '../../../../shared/model-specs/captioner'
import { normals, RandomStream } from '../../../base/random'
import type { TaskFunction } from './task'

/** Times searches for captions of exactly so many tokens, with random weights and embeddings. */
export const benchDecode: TaskFunction<'benchDecode'> = async (input, { yieldNow }) => {
  const device = await chooseDevice(input.device)
  const shape = benchShape(input)
  const shapes = captionerParameterShapes(shape)
  const weights = benchWeights(shapes, input.seed)
  const embeddings = Array.from({ length: input.images }, (_, image) =>
    normals(input.seed, RandomStream.sentenceNoise, image, shape.mapping.embeddingSize)
  )
  const members: { decoder: Decoder; steps: StepDecoder }[] = []
  for (let member = 0; member < Math.max(...input.members); member++) {
    const decoder = await Decoder.create(shape, device, { steady: true })
    // Other weights each: the same would share the cache of the processor.
    const own = member === 0 ? weights : benchWeights(shapes, input.seed + member)
    members.push({ decoder, steps: decoder.with(own) })
  }
  const cases = []
  for (const [search, choice, count] of casesOf(input)) {
    const [decoder, ...others] = members.slice(0, count).map(({ steps }) => steps)
    if (!decoder) throw new Error('an ensemble has at least one member')
    const searched = others.length === 0 ? decoder : ensembleOf([decoder, ...others])
    const start = searchStarter(optionsOf(input, search), new Set(), decoder.room)
    const times: number[] = []
    // The first round makes memory and finds it; it does not count.
    for (let round = 0; round <= input.rounds; round++) {
      const began = performance.now()
      const searches = embeddings.map((_, image) => start(image))
      const found = await runSearches(searched, searches, embeddings, yieldNow)
      if (choice !== 'score') for (const candidates of found) choose(candidates, choice)
      if (round > 0) times.push(performance.now() - began)
    }
    const timing = summarize(times)
    cases.push({
      search,
      choice,
      members: count,
      ...timing,
      unit: 'ms/batch' as const,
      imagesPerSecond: (input.images * 1000) / timing.median
    })
  }
  for (const { decoder } of members) await decoder.release()
  return {
    device,
    parameters: [...shapes.values()].reduce((sum, dims) => sum + sizeOf(dims), 0),
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    cases
  }
}

const casesOf = ({ searches, choices, members }: BenchDecodeInput) =>
  searches.flatMap((search) => {
    const hasBeams = search === 'clipcap' || search === 'beam'
    const own = choices.filter((choice) => hasBeams || choice === 'score')
    return own.flatMap((choice) => members.map((count) => [search, choice, count] as const))
  })

/** Tokens stand for words, and nothing is known of how rare they are: both cost about the same. */
const choose = (found: readonly Hypothesis[], choice: DecodeOptions['choice']): number =>
  minimumRisk(
    found,
    found.map(({ tokens }) => tokens.map(String)),
    choice === 'bleu' ? bleuPairs : ciderPairs(new DocumentFrequencies()),
    'probability'
  )

const optionsOf = (
  { beams, tokens, seed }: BenchDecodeInput,
  method: DecodeOptions['method']
): DecodeOptions => v.parse(DecodeOptions, { method, beams, maxTokens: tokens, seed })
