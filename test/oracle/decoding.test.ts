import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BeamSearch } from '../../src/main/engine/captioner/decode/beam'
import { ClipcapBeamSearch } from '../../src/main/engine/captioner/decode/clipcap-beam'
import { Decoder } from '../../src/main/engine/captioner/decode/decoder'
import { GreedySearch } from '../../src/main/engine/captioner/decode/greedy'
import { nucleus, NucleusSearch } from '../../src/main/engine/captioner/decode/nucleus'
import { Path } from '../../src/main/engine/captioner/decode/path'
import { runSearches } from '../../src/main/engine/captioner/decode/run-searches'
import type {
  Hypothesis,
  SearchLimits,
  StartSearch
} from '../../src/main/engine/captioner/decode/search'
import {
  TokenRules,
  type TokenRuleOptions
} from '../../src/main/engine/captioner/decode/token-rules'
import { readOracle } from '../fixtures/oracle'
import { oracleShape, oracleWeights } from './captioner-files'
import { describeOnDevice, device, oneOfEach } from './device'

interface Beams {
  steps: number
  beams: { ids: number[]; score: number; length: number; stopped: boolean }[]
}
type EarlyStopping = 'false' | 'true' | 'never'
interface Run {
  stop_token_id: number
  greedy: { ids: number[] }
  beam_5: Beams
  beam_15: Beams
  hf_generate_5: Record<EarlyStopping, { ids: number[]; score: number }[]>
}
interface Figures {
  entry_length: number
  models: Record<string, { weights: string; items: { prefix: number[]; runs: Run[] }[] }>
  nucleus: {
    model: string
    item: number
    p: number
    prompt: number[]
    ids_by_probability: number[]
    renormalised: number[]
  }[]
}

const figures = readOracle<Figures>('decode.json')
const allRuns = Object.entries(figures.models).flatMap(([name, { weights, items }]) =>
  items.flatMap(({ prefix, runs }, item) =>
    runs.map((run) => ({ name, weights, item, prefix: Float32Array.from(prefix), run }))
  )
)
// A software adapter takes a twentieth of a second a token: one image is enough there.
const runs =
  device === 'cpu'
    ? allRuns
    : allRuns
        .filter(({ name, item }) => name === 'trained' && item === 0)
        .slice(0, oneOfEach ? 1 : undefined)
const groups = [...Map.groupBy(runs, ({ name, run }) => `${name}, stop ${run.stop_token_id}`)]

const limitsOf = (
  stop: number,
  rules: Partial<TokenRuleOptions> = {},
  maxTokens = figures.entry_length
): SearchLimits => {
  const stopTokens = new Set([stop])
  return {
    maxTokens,
    stopTokens,
    rules: new TokenRules({
      minTokens: 0,
      repetitionPenalty: 1,
      noRepeatNgram: 0,
      stopTokens,
      ...rules
    })
  }
}
const earlyStops = { true: 'full', false: 'likely', never: 'never' } as const

/** Each search of the oracle: how it is made, and what it should find for a run, best first. */
const searches: {
  name: string
  make: (stop: number) => StartSearch
  expected: (run: Run) => { ids: number[]; score?: number; stopped?: boolean }[]
}[] = [
  {
    name: 'greedy search',
    make: (stop) => () => new GreedySearch(limitsOf(stop)),
    expected: ({ greedy }) => [greedy]
  },
  ...([5, 15] as const).map((width) => ({
    name: `ClipCap's beam search, ${width} beams`,
    make: (stop: number) => () => new ClipcapBeamSearch(limitsOf(stop), width),
    expected: (run: Run) => run[`beam_${width}`].beams
  })),
  ...(['true', 'false', 'never'] as const).map((early) => ({
    name: `beam search, early stopping ${early}`,
    make: (stop: number) => () =>
      new BeamSearch(limitsOf(stop), { width: 5, lengthPenalty: 1, earlyStop: earlyStops[early] }),
    expected: (run: Run) => run.hf_generate_5[early]
  }))
]

describeOnDevice('decoding', () => {
  let decoder: Decoder
  beforeAll(async () => {
    decoder = await Decoder.create(oracleShape(), device, { steady: true })
  })
  afterAll(() => decoder.release())

  const search = async (
    weights: string,
    start: StartSearch,
    prefixes: readonly Float32Array[]
  ): Promise<Hypothesis[][]> =>
    runSearches(
      decoder.with(await oracleWeights(weights)),
      prefixes.map((_, image) => start(image)),
      prefixes
    )

  describe.each(searches)('$name', ({ make, expected }) => {
    const judge = (found: Hypothesis[] | undefined, run: Run): void => {
      const wanted = expected(run)
      expect(found?.map(({ tokens }) => tokens)).toEqual(wanted.map(({ ids }) => ids))
      found?.forEach(({ score, stopped }, place) => {
        const { score: wantedScore = score, stopped: wantedStop = stopped } = wanted[place] ?? {}
        expect(score).toBeCloseTo(wantedScore, 4)
        expect(stopped).toBe(wantedStop)
      })
    }

    it.each(runs)(
      '$name, item $item, stop $run.stop_token_id',
      async ({ weights, prefix, run }) => {
        const [found] = await search(weights, make(run.stop_token_id), [prefix])
        judge(found, run)
      }
    )

    // Where there is one image alone, it was searched for just now.
    const several = groups.filter(([, group]) => group.length > 1)
    it.each(several)('finds the same for all images at once: %s', async (_key, group) => {
      const [first] = group
      if (!first) throw new Error('an empty group')
      const found = await search(
        first.weights,
        make(first.run.stop_token_id),
        group.map(({ prefix }) => prefix)
      )
      group.forEach(({ run }, image) => judge(found[image], run))
    })
  })

  it('goes on to the last row of the position table', async () => {
    const [run] = runs
    if (!run) throw new Error('the oracle has no run')
    const { mapping, gpt } = decoder.shape
    const limits = { ...limitsOf(0, {}, decoder.room), stopTokens: new Set<number>() }
    const [[found] = []] = await search(run.weights, () => new GreedySearch(limits), [run.prefix])
    // The last token is not fed, so it takes no position.
    expect(found?.tokens).toHaveLength(gpt.positions - mapping.prefixLength + 1)
    expect(found?.score).toBeLessThan(0)
  })

  describe('nucleus', () => {
    const cases = figures.nucleus.slice(0, device === 'cpu' ? undefined : 1)
    it.each(cases)(
      'of $model, item $item, p $p, after $prompt',
      async ({ model, item, p, prompt, ids_by_probability: ids, renormalised }) => {
        const figuresOf = figures.models[model]
        const prefix = figuresOf?.items[item]?.prefix
        if (!prefix) throw new Error('the oracle has no such item')
        const weights = await oracleWeights(figuresOf.weights)
        let state = await decoder.begin(weights, [Float32Array.from(prefix)], null)
        let path: Path | null = null
        for (const token of prompt) {
          path = Path.after(path, token, 0, false)
          state = await decoder.next(weights, state, [[path]], null)
        }
        const logits = state.scores[0]?.[0]?.logits() ?? new Float32Array()
        const chances = nucleus(logits, { temperature: 1, topP: p, topK: 0 })
        expect(chances.map(({ id }) => id)).toEqual(ids)
        chances.forEach(({ probability }, place) => {
          expect(probability).toBeCloseTo(renormalised[place] ?? Number.NaN, 5)
        })
      }
    )

    it('draws for an image the same whatever stands beside it', async () => {
      const group = groups[0]?.[1].slice(0, 3) ?? []
      const [first] = group
      if (!first) throw new Error('an empty group')
      const weights = await oracleWeights(first.weights)
      const limits = limitsOf(first.run.stop_token_id, {}, 12)
      const start = (seed: number) => (image: number) =>
        new NucleusSearch(limits, { temperature: 1.2, topP: 0.9, topK: 50, seed }, image)
      const prefixes = group.map(({ prefix }) => prefix)
      const together = await search(first.weights, start(7), prefixes)
      for (const [image, prefix] of prefixes.entries()) {
        const alone = await runSearches(decoder.with(weights), [start(7)(image)], [prefix])
        expect(alone[0]?.[0]?.tokens).toEqual(together[image]?.[0]?.tokens)
      }
      const other = await search(first.weights, start(8), prefixes)
      expect(other.map(([best]) => best?.tokens)).not.toEqual(
        together.map(([best]) => best?.tokens)
      )
    })
  })

  it('keeps to its rules in every search, with the same result in a batch', async () => {
    const group = (groups[0]?.[1] ?? []).slice(0, 2)
    const [first] = group
    if (!first) throw new Error('an empty group')
    const limits = limitsOf(
      first.run.stop_token_id,
      { minTokens: 10, repetitionPenalty: 1.3, noRepeatNgram: 2 },
      16
    )
    const starts: StartSearch[] = [
      () => new GreedySearch(limits),
      (image) => new NucleusSearch(limits, { temperature: 1, topP: 0.9, topK: 0, seed: 1 }, image),
      () => new BeamSearch(limits, { width: 4, lengthPenalty: 0.7, earlyStop: 'likely' }),
      () => new ClipcapBeamSearch(limits, 4)
    ]
    const weights = await oracleWeights(first.weights)
    for (const start of starts) {
      const prefixes = group.map(({ prefix }) => prefix)
      const together = await search(first.weights, start, prefixes)
      for (const [image, prefix] of prefixes.entries()) {
        const [alone = []] = await runSearches(decoder.with(weights), [start(image)], [prefix])
        expect(alone.map(({ tokens }) => tokens)).toEqual(
          together[image]?.map(({ tokens }) => tokens)
        )
        for (const { tokens } of alone) {
          const pairs = tokens.slice(1).map((token, place) => `${tokens[place] ?? ''} ${token}`)
          expect(new Set(pairs).size).toBe(pairs.length)
          expect(tokens.slice(0, 10)).not.toContain(first.run.stop_token_id)
        }
      }
    }
  })
})
