import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clipcapBeamSearch } from '../../src/main/engine/decode/clipcap-beam'
import { Decoder } from '../../src/main/engine/decode/decoder'
import { greedySearch } from '../../src/main/engine/decode/greedy'
import { readOracle } from '../fixtures/oracle'
import { oracleShape, oracleWeights } from './captioner-files'
import { describeOnDevice, device } from './device'

interface Beams {
  steps: number
  beams: { ids: number[]; score: number; length: number; stopped: boolean }[]
}
interface Figures {
  entry_length: number
  models: Record<
    string,
    {
      weights: string
      items: {
        prefix: number[]
        runs: ({ stop_token_id: number; greedy: { ids: number[] } } & Record<string, unknown>)[]
      }[]
    }
  >
}

const figures = readOracle<Figures>('decode.json')
const runs = Object.entries(figures.models).flatMap(([name, { weights, items }]) =>
  // A software adapter takes a twentieth of a second a token: one picture is enough there.
  items
    .slice(0, device === 'cpu' ? items.length : 1)
    .flatMap(({ prefix, runs }, item) =>
      runs.map((run) => ({ name, weights, item, prefix: Float32Array.from(prefix), run }))
    )
)
const beamRuns = runs.flatMap(({ run, ...rest }) =>
  Object.keys(run).flatMap((key) => {
    const width = /^beam_(\d+)$/.exec(key)?.[1]
    return width ? [{ ...rest, width: Number(width), run, expected: run[key] as Beams }] : []
  })
)
const optionsOf = (stop: number) => ({
  maxTokens: figures.entry_length,
  stopTokens: new Set([stop])
})

describeOnDevice('decoding', () => {
  let decoder: Decoder
  beforeAll(async () => {
    decoder = await Decoder.create(oracleShape(), device)
  })
  afterAll(() => decoder.release())

  describe('greedy search', () => {
    it.each(runs)(
      '$name, item $item, stop $run.stop_token_id',
      async ({ weights, prefix, run }) => {
        const [found] = await greedySearch(
          decoder,
          await oracleWeights(weights),
          [prefix],
          optionsOf(run.stop_token_id)
        )
        expect(found?.tokens).toEqual(run.greedy.ids)
      }
    )

    const groups = Map.groupBy(runs, ({ name, run }) => `${name}, stop ${run.stop_token_id}`)
    it.each([...groups.keys()])('finds the same for all pictures at once: %s', async (key) => {
      const group = groups.get(key) ?? []
      const [first] = group
      if (!first) throw new Error('an empty group')
      const found = await greedySearch(
        decoder,
        await oracleWeights(first.weights),
        group.map(({ prefix }) => prefix),
        optionsOf(first.run.stop_token_id)
      )
      expect(found.map(({ tokens }) => tokens)).toEqual(group.map(({ run }) => run.greedy.ids))
    })

    it('goes on to the last row of the position table', async () => {
      const [run] = runs
      if (!run) throw new Error('the oracle has no run')
      const { mapping, gpt } = decoder.shape
      const [found] = await greedySearch(decoder, await oracleWeights(run.weights), [run.prefix], {
        maxTokens: Number.POSITIVE_INFINITY,
        stopTokens: new Set()
      })
      // The last token is not fed, so it takes no position.
      expect(found?.tokens).toHaveLength(gpt.positions - mapping.prefixLength + 1)
      expect(found?.score).toBeLessThan(0)
    })
  })

  describe("ClipCap's beam search", () => {
    it.each(beamRuns)(
      '$name, item $item, $width beams, stop $run.stop_token_id',
      async ({ weights, prefix, width, run, expected }) => {
        const found = await clipcapBeamSearch(
          decoder,
          await oracleWeights(weights),
          prefix,
          width,
          optionsOf(run.stop_token_id)
        )
        expect(found.map(({ tokens }) => tokens)).toEqual(expected.beams.map(({ ids }) => ids))
        expect(found.map(({ stopped }) => stopped)).toEqual(
          expected.beams.map(({ stopped }) => stopped)
        )
        found.forEach(({ score }, beam) => {
          expect(score).toBeCloseTo(expected.beams[beam]?.score ?? Number.NaN, 4)
        })
      }
    )
  })
})
