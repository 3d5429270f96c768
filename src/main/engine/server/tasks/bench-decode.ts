import * as v from 'valibot'
import { DecodeOptions } from '../../../../shared/domain'
import type { BenchDecodeInput } from '../../../../shared/engine-protocol/bench'
import { summarize } from '../bench/timing'
import { benchShape, benchWeights } from '../bench/train-work'
import { chooseCaptions } from '../../captioner/decode/choose-captions'
import { minimumRisk } from '../../captioner/decode/minimum-risk'
import type { Hypothesis } from '../../captioner/decode/search'
import { DocumentFrequencies } from '../../metrics/document-frequencies'
import { bleuPairs, ciderPairs } from '../../metrics/pairwise'
import { Decoder } from '../../captioner/decode/decoder'
import { ensembleOf } from '../../captioner/decode/ensemble'
import type { StepDecoder } from '../../captioner/decode/step-decoder'
import { pairTexts } from '../../captioner/memory/pair-texts'
import { runSearches } from '../../captioner/decode/run-searches'
import { searchStarter } from '../../captioner/decode/searches'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { sizeOf } from '../../graph'
import { captionerParameterShapes } from '../../../../shared/model-specs/captioner'
import { normals, RandomStream, uniforms } from '../../../base/random'
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
  const texts = input.choices.includes('clip')
    ? madePairs(input, shape.mapping.embeddingSize)
    : null
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
      if (choice === 'clip') await texts?.choose(found, embeddings)
      else if (choice !== 'score') for (const candidates of found) choose(candidates, choice)
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

/**
 * Chooses by CLIP through made sentence pairs of twelve words. Tokens stand for words, as frequent as
 * those of a language (Zipf's law), so that as many pairs share them.
 */
function madePairs({ pairs, seed, vocabulary }: BenchDecodeInput, size: number) {
  const words = Math.log(vocabulary)
  const word = (draw: number): string => Math.floor(Math.exp(draw * words)).toString()
  const wordOf = (token: number): string =>
    word(uniforms(seed, RandomStream.order, token, 1)[0] ?? 0)
  // Vectors of a small bank: what they hold costs nothing.
  const bank = normals(seed, RandomStream.sentenceNoise, 0, 2 * size)
  const known = pairTexts(
    Array.from({ length: pairs }, (_, place) => ({
      text: [...uniforms(seed, RandomStream.augmentation, place, 12)].map(word).join(' '),
      embedding: bank.subarray(place % size, (place % size) + size)
    }))
  )
  const options = v.parse(DecodeOptions, { choice: 'clip' })
  return {
    choose: (found: readonly (readonly Hypothesis[])[], embeddings: readonly Float32Array[]) =>
      chooseCaptions(
        found.map((some) =>
          some.map((one) => ({ ...one, text: one.tokens.map(wordOf).join(' ') }))
        ),
        embeddings,
        options,
        { texts: known }
      )
  }
}

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
