import { expect, it } from 'vitest'
import { Decoder } from '../../src/main/engine/captioner/decode/decoder'
import { Path } from '../../src/main/engine/captioner/decode/path'
import { add, distinctRows, Tape, torchLinear, writeModel } from '../../src/main/engine/graph'
import { GPT_PREFIX, captionerParameterShapes } from '../../src/shared/model-specs/captioner'
import { gptParameterShapes } from '../../src/shared/model-specs/gpt2'
import { gptBlocks, gptFinalNorm } from '../../src/main/engine/nn/gpt2'
import { parameterInputs } from '../../src/main/engine/nn/parameters'
import { openSession } from '../../src/main/engine/runtime/session'
import { floatData, floats, integers, type HostTensor } from '../../src/main/engine/tensor/tensor'
import { causalMask } from '../../src/main/engine/nn/batch'
import { readGptFolder } from '../../src/main/engine/formats/hugging-face/hf-folder'
import { oraclePath, readOracle } from '../fixtures/oracle'
import { oracleExamples, oracleShape, oracleWeights } from './captioner-files'
import { describeOnDevice, device } from './device'

/** Logits are sums of some ten numbers of order 1; float32 carries seven digits. */
const LOGIT_DIGITS = 4

describeOnDevice('GPT-2 alone', () => {
  it('gives the logits of the reference at every position', async () => {
    const figures = readOracle<{
      input_ids: number[]
      logits_first: number[]
      logits_last: number[]
      argmax: number[]
    }>('gpt2/forward.json')
    const folder = await readGptFolder(oraclePath('gpt2/safetensors'))
    const { config } = folder
    const length = figures.input_ids.length

    const t = new Tape()
    const p = parameterInputs(t, gptParameterShapes(config))
    const ids = t.builder.input('ids', 'int64', [length])
    const positions = t.builder.input('positions', 'int64', [length])
    const embedded = add(
      t,
      distinctRows(t, p('wte.weight'), ids),
      distinctRows(t, p('wpe.weight'), positions)
    )
    const hidden = gptBlocks(t, p, config, embedded, {
      axes: { batch: 1, length, rows: length },
      mask: t.builder.input('mask', 'float32', [1, 1, length, length]),
      dropout: 0
    })
    t.builder.output('logits', torchLinear(t, gptFinalNorm(t, p, config, hidden), p('wte.weight')))

    const session = await openSession(writeModel(t.builder), device)
    const weights: Record<string, HostTensor> = {}
    for (const [name, dims] of gptParameterShapes(config)) {
      weights[name] = floats(await folder.read(name), dims)
    }
    const outputs = await session.run(
      {
        ...weights,
        ids: integers(figures.input_ids),
        positions: integers(figures.input_ids.map((_, position) => position)),
        mask: causalMask(length, 0)
      },
      {}
    )
    const logits = floatData(outputs['logits'])
    const row = (position: number): number[] => [
      ...logits.subarray(position * config.vocabularySize, (position + 1) * config.vocabularySize)
    ]
    const close = (actual: number[], expected: number[]): void =>
      actual.forEach((value, id) =>
        expect(value).toBeCloseTo(expected[id] ?? Number.NaN, LOGIT_DIGITS)
      )
    close(row(0), figures.logits_first)
    close(row(length - 1), figures.logits_last)
    expect(figures.argmax.map((_, at) => row(at).indexOf(Math.max(...row(at))))).toEqual(
      figures.argmax
    )
    await session.release()
  })
})

describeOnDevice('the captioner, token by token with a cache', () => {
  it('gives the logits of the reference, which computes the whole sequence', async () => {
    const { mlp } = readOracle<{
      mlp: { rows: number[]; logits: { row: number; position: number; values: number[] }[] }
    }>('clipcap/forward.json')
    const shape = oracleShape()
    const { prefixLength } = shape.mapping
    const weights = await oracleWeights('clipcap/clipcap.safetensors')
    const examples = await oracleExamples()
    const decoder = await Decoder.create(shape, device)
    let compared = 0
    for (const { row, position, values } of mlp.logits) {
      const example = examples[mlp.rows[row] ?? -1]
      // No token follows inside the prefix; behind a caption the reference continues with padding.
      const fed = position - prefixLength + 1
      if (!example || fed < 0 || fed > example.tokens.length) continue
      let state = await decoder.begin(weights, [example.embedding], null)
      let path: Path | null = null
      for (const token of example.tokens.slice(0, fed)) {
        path = Path.after(path, token, 0, false)
        state = await decoder.next(weights, state, [[path]], null)
      }
      const logits = state.scores[0]?.[0]?.logits()
      values.forEach((expected, id) => {
        expect(logits?.[id]).toBeCloseTo(expected, LOGIT_DIGITS)
      })
      compared++
    }
    expect(compared).toBeGreaterThan(0)
    await decoder.release()
  })

  it('has the parameters of the reference and no others', async () => {
    const weights = await oracleWeights('clipcap/clipcap.safetensors')
    const names = [...captionerParameterShapes(oracleShape()).keys()]
    expect(Object.keys(weights)).toEqual(names)
    expect(names.some((name) => name.startsWith(GPT_PREFIX))).toBe(true)
  })
})
