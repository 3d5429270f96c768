import { expect, it } from 'vitest'
import { oracleShape } from '../../../../../test/oracle/captioner-files'
import { captionerParameterShapes } from '../../../../shared/model-specs/captioner'
import { normals, RandomStream } from '../../../base/random'
import { sizeOf } from '../../graph'
import { floats, type HostTensor } from '../../tensor/tensor'
import { LossEvaluator } from '../evaluate/validation'
import { Decoder } from './decoder'
import { Path } from './path'

const plain = oracleShape('mlp')
const weights: Record<string, HostTensor> = Object.fromEntries(
  [...captionerParameterShapes(plain)].map(([name, dims], at) => [
    name,
    floats(
      normals(1, RandomStream.sampling, at, sizeOf(dims)).map((one) => 0.2 * one),
      dims
    )
  ])
)
const embeddings = [2, 3].map((seed) =>
  normals(seed, RandomStream.sampling, 0, plain.mapping.embeddingSize)
)
const prompts = [
  [11, 12, 13, 14],
  [21, 22, 23, 24]
]
const captions = [
  [31, 32, 33],
  [41, 42, 43]
]
const go = () => Promise.resolve()

it('a prompt is read in decoding as in the loss, and there as the beginning of a text', async () => {
  const evaluator = await LossEvaluator.create(plain, 'cpu', 1)
  const examples = captions.map((tokens, at) => ({
    embedding: embeddings[at] ?? new Float32Array(),
    prompt: prompts[at] ?? [],
    tokens
  }))
  const losses = await evaluator.losses(weights, examples, 2, go)
  const texts = examples.map(({ embedding, prompt, tokens }) => ({
    embedding,
    tokens: [...prompt, ...tokens]
  }))
  const whole = await evaluator.losses(weights, texts, 2, go)
  const begins = await evaluator.losses(
    weights,
    examples.map(({ embedding, prompt }) => ({ embedding, tokens: prompt })),
    2,
    go
  )
  await evaluator.release()
  losses.forEach((loss, at) => {
    expect(3 * loss).toBeCloseTo(7 * (whole[at] ?? NaN) - 4 * (begins[at] ?? NaN), 3)
  })

  const decoder = await Decoder.create({ ...plain, promptLength: 4 }, 'cpu')
  const steps = decoder.with(weights, () => prompts)
  expect(steps.room).toBe(plain.gpt.positions - plain.mapping.prefixLength - 4 + 1)
  let standing = await steps.begin(embeddings, null)
  const sums = [0, 0]
  let paths: Path[] = []
  for (let place = 0; place < 3; place++) {
    const tokens = captions.map((caption) => caption[place] ?? 0)
    sums.forEach((sum, at) => {
      const scores = standing.scores[at]?.[0]
      sums[at] = sum - ((scores?.logits()[tokens[at] ?? 0] ?? NaN) - (scores?.logSum() ?? NaN))
    })
    paths = tokens.map((token, at) => Path.after(paths[at] ?? null, token, 0, false))
    if (place < 2)
      standing = await standing.next(
        paths.map((path) => [path]),
        null
      )
  }
  standing.end()
  losses.forEach((loss, at) => expect(sums[at]).toBeCloseTo(3 * loss, 3))
  await expect(decoder.with(weights).begin(embeddings, null)).rejects.toThrow('its prompt')
  await decoder.release()
})
