import { expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import type { ImageToCaption } from '../../../../shared/engine-protocol'
import { openCaptioner } from '../open-captioner'
import { LossEvaluator } from './validation'
import { Decoder } from '../decode/decoder'
import { TextJudges } from './text-judges'

const go = () => Promise.resolve()
const [one, other] = [1.3, 2.9].map((step) =>
  Float32Array.from({ length: 24 }, (_, axis) => Math.sin(step * (axis + 1)))
) as [Float32Array, Float32Array]
const text = 'Một bác sĩ đang rửa tay .'

async function* show(images: ImageToCaption[]): AsyncGenerator<ImageToCaption> {
  yield* images
}

it('judges a text by its own image, and by how much better it fits others', async () => {
  const captioner = await openCaptioner({
    path: oraclePath('clipcap', 'clipcap.safetensors'),
    gpt: oraclePath('gpt2', 'safetensors')
  })
  const weights = await captioner.load()
  const wholeWeights = () => Promise.resolve(weights)
  const decoder = await Decoder.create(captioner.shape, 'cpu')
  const judge = new TextJudges([{ captioner, weights, wholeWeights, decoder }], 'cpu')
  const evaluator = await LossEvaluator.create(captioner.shape, 'cpu', 1)
  try {
    const shown = [1, 2].map((id) => ({ id, path: '', judge: [text, ''] }))
    for await (const image of judge.listen(show(shown))) expect(image.judge).toHaveLength(2)
    const [first, second] = await judge.judge([1, 2], [one, other], go)
    const tokens = captioner.tokenizer.encode(text)
    const loss = await evaluator.loss(weights, [{ embedding: one, tokens }], 1, go)
    expect(first?.[0]?.loss).toBeCloseTo(loss ?? NaN, 5)
    const difference = tokens.length * ((first?.[0]?.loss ?? 0) - (second?.[0]?.loss ?? 0))
    expect(Math.abs(difference)).toBeGreaterThan(1e-3)
    expect(first?.[0]?.misfit).toBeCloseTo(difference, 4)
    expect(second?.[0]?.misfit).toBeCloseTo(-difference, 4)
    expect(first?.[1]).toBeNull()
  } finally {
    await judge.release()
    await decoder.release()
    await evaluator.release()
  }
})

it('judges by the mean of captioners that write together', async () => {
  const captioner = await openCaptioner({
    path: oraclePath('clipcap', 'clipcap.safetensors'),
    gpt: oraclePath('gpt2', 'safetensors')
  })
  const scaled = { ...captioner, normalizeEmbeddings: true }
  const weights = await captioner.load()
  const wholeWeights = () => Promise.resolve(weights)
  const decoder = await Decoder.create(captioner.shape, 'cpu')
  const members = [captioner, scaled].map((each) => ({
    captioner: each,
    weights,
    wholeWeights,
    decoder
  }))
  const lossBy = async (some: typeof members) => {
    const judges = new TextJudges(some, 'cpu')
    const shown = show([{ id: 1, path: '', judge: [text] }])
    for await (const { id } of judges.listen(shown)) expect(id).toBe(1)
    const [judged] = await judges.judge([1], [one], go)
    await judges.release()
    return judged?.[0]?.loss ?? Number.NaN
  }
  const [first, second] = [await lossBy(members.slice(0, 1)), await lossBy(members.slice(1))]
  expect(Math.abs(first - second)).toBeGreaterThan(1e-3)
  expect(await lossBy(members)).toBeCloseTo((first + second) / 2, 6)
  await decoder.release()
})
