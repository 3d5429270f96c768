import { describe, expect, it } from 'vitest'
import { oracleShape } from '../../../../../test/oracle/captioner-files'
import {
  captionerParameterShapes,
  type CaptionerShape
} from '../../../../shared/model-specs/captioner'
import { normals, RandomStream } from '../../../base/random'
import { sizeOf } from '../../graph'
import { floats, type HostTensor } from '../../tensor/tensor'
import { BeamSearch } from './beam'
import { scoresOfLogits } from './candidates'
import { ClipcapBeamSearch } from './clipcap-beam'
import { Decoder } from './decoder'
import { ensembleOf, meanOf } from './ensemble'
import { GreedySearch } from './greedy'
import { NucleusSearch } from './nucleus'
import { Path } from './path'
import { runSearches } from './run-searches'
import type { StartSearch } from './search'
import { TokenRules } from './token-rules'

const random = (seed: number, count: number) => normals(seed, RandomStream.sampling, 0, count)
const probabilities = (logits: Float32Array): number[] => {
  const powers = Array.from(logits, Math.exp)
  const sum = powers.reduce((total, one) => total + one, 0)
  return powers.map((one) => one / sum)
}

describe('the mean of several rows', () => {
  // Peaks in other places: what is best on average is best for none of them.
  const rows = [1, 2, 3].map((seed) => random(seed, 300).map((one) => 4 * one))
  const members = rows.map((logits) => scoresOfLogits(logits))
  const wanted = rows
    .map(probabilities)
    .reduce((sums, row) => sums.map((sum, id) => sum + (row[id] ?? 0)))
    .map((sum) => sum / 3)
  const ranked = wanted.map((probability, id) => ({ probability, id }))
  ranked.sort((a, b) => b.probability - a.probability)

  it.each([1, 5, 40, 300])('ranks the %i best tokens as all means do', (count) => {
    const best = meanOf(members).best(count)
    expect(best.map(({ id }) => id)).toEqual(ranked.slice(0, count).map(({ id }) => id))
    best.forEach(({ logProbability }, place) => {
      expect(logProbability).toBeCloseTo(Math.log(ranked[place]?.probability ?? 0), 5)
    })
  })

  it('is a distribution again', () => {
    const mean = meanOf(members)
    const sum = Array.from(mean.logits(), Math.exp).reduce((total, one) => total + one, 0)
    expect(sum).toBeCloseTo(1, 5)
    expect(mean.logSum()).toBe(0)
  })
})

describe('an ensemble', () => {
  const plain = oracleShape('mlp')
  // Another kind of mapping network, another prefix and another number of layers.
  const other = oracleShape('transformer')
  const unlike: CaptionerShape = {
    mapping: { ...other.mapping, prefixLength: plain.mapping.prefixLength + 3 },
    gpt: { ...other.gpt, layers: 1 }
  }
  const weightsOf = (shape: CaptionerShape, seed: number): Record<string, HostTensor> =>
    Object.fromEntries(
      [...captionerParameterShapes(shape)].map(([name, dims], index) => [
        name,
        floats(
          random(100 * seed + index, sizeOf(dims)).map((one) => 0.3 * one),
          dims
        )
      ])
    )
  const embeddings = [5, 6].map((seed) => random(seed, plain.mapping.embeddingSize))
  const stopTokens = new Set([3])
  const rules = new TokenRules({ minTokens: 0, repetitionPenalty: 1, noRepeatNgram: 0, stopTokens })
  const limits = { maxTokens: 8, stopTokens, rules }
  const starts: [string, StartSearch][] = [
    ['greedy search', () => new GreedySearch(limits)],
    [
      'beam search',
      () => new BeamSearch(limits, { width: 4, lengthPenalty: 1, earlyStop: 'likely' })
    ],
    ["ClipCap's beam search", () => new ClipcapBeamSearch(limits, 4)],
    [
      'sampling',
      (image) => new NucleusSearch(limits, { temperature: 1, topP: 0.9, topK: 0, seed: 1 }, image)
    ]
  ]

  it('has the mean of what its captioners say along the same path, whatever their sizes', async () => {
    const made = await Promise.all([plain, unlike].map((shape) => Decoder.create(shape, 'cpu')))
    const decoders = [plain, unlike].flatMap(
      (shape, seed) => made[seed]?.with(weightsOf(shape, seed)) ?? []
    )
    const along = async (decoder: (typeof decoders)[number]) => {
      const paths = [7, 9].map((token) => Path.after(null, token, 0, false))
      let standing = await decoder.begin(embeddings, null)
      for (const token of [11, 12]) {
        standing = await standing.next(
          paths.map((path) => [path]),
          null
        )
        paths.forEach((path, image) => (paths[image] = Path.after(path, token + image, 0, false)))
      }
      standing = await standing.keep([1])
      standing = await standing.next([[paths[1] ?? Path.after(null, 0, 0, false)]], null)
      const logits = standing.scores[0]?.[0]?.logits() ?? new Float32Array()
      standing.end()
      return probabilities(logits)
    }
    const alone = []
    for (const decoder of decoders) alone.push(await along(decoder))
    const [first = [], second = []] = alone
    const together = await along(ensembleOf(decoders))
    expect(Math.max(...first.map((one, id) => Math.abs(one - (second[id] ?? 0))))).toBeGreaterThan(
      0.01
    )
    together.forEach((one, id) => {
      expect(one).toBeCloseTo(((first[id] ?? 0) + (second[id] ?? 0)) / 2, 5)
    })
    for (const decoder of made) await decoder.release()
  })

  it.each(starts)(
    'of a captioner and itself finds what it finds alone, by %s',
    async (_, start) => {
      const weights = weightsOf(plain, 0)
      const made = await Promise.all([1, 2].map(() => Decoder.create(plain, 'cpu')))
      const [alone, ...others] = made.map((decoder) => decoder.with(weights))
      if (!alone) throw new Error('two decoders were made')
      const search = (decoder: typeof alone) =>
        runSearches(
          decoder,
          embeddings.map((_one, image) => start(image)),
          embeddings
        )
      const found = await search(alone)
      const together = await search(ensembleOf([alone, ...others]))
      expect(together.map((some) => some.map(({ tokens }) => tokens))).toEqual(
        found.map((some) => some.map(({ tokens }) => tokens))
      )
      together.flat().forEach(({ score }, place) => {
        expect(score).toBeCloseTo(found.flat()[place]?.score ?? Number.NaN, 4)
      })
      for (const decoder of made) await decoder.release()
    }
  )
})
