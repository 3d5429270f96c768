import { beforeAll, expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { captionerParameterShapes } from '../../../../shared/model-specs/captioner'
import type { ComputedWeights } from '../../../../shared/domain'
import { normals, RandomStream } from '../../../base/random'
import { GreedySearch } from '../decode/greedy'
import { Path } from '../decode/path'
import { runSearches } from '../decode/run-searches'
import type { StepDecoder } from '../decode/step-decoder'
import { TokenRules } from '../decode/token-rules'
import { sizeOf } from '../../graph'
import { openWritingCaptioners, searchedBy, type WritingCaptioner } from '../writing-captioners'

let float32: WritingCaptioner
let int8: WritingCaptioner

beforeAll(async () => {
  const captioner = {
    path: oraclePath('clipcap', 'clipcap.safetensors'),
    gpt: oraclePath('gpt2', 'safetensors')
  }
  const open = async (weights: ComputedWeights) => {
    const [one] = await openWritingCaptioners([{ name: 'tiny', captioner }], 'cpu', weights)
    if (!one) throw new Error('one captioner was asked for')
    return one
  }
  float32 = await open('float32')
  int8 = await open('int8')
  return async () => {
    await float32.decoder.release()
    await int8.decoder.release()
  }
})

const embeddings = (count: number) =>
  Array.from({ length: count }, (_, image) =>
    normals(1, RandomStream.sampling, image, float32.captioner.shape.mapping.embeddingSize)
  )

/** Logits of each image's next token behind the tokens 11 and 12. */
async function logitsOf(decoder: StepDecoder, images: readonly Float32Array[]) {
  let standing = await decoder.begin(images, null)
  let path: Path | null = null
  for (const token of [11, 12]) {
    const next: Path = Path.after(path, token, 0, false)
    standing = await standing.next(
      images.map(() => [next]),
      null
    )
    path = next
  }
  const logits = standing.scores.map(([own]) => Float32Array.from(own?.logits() ?? []))
  standing.end()
  return logits
}

it('says nearly what float32 weights say', async () => {
  const images = embeddings(8)
  const [whole, rounded] = [
    await logitsOf(searchedBy([float32]), images),
    await logitsOf(searchedBy([int8]), images)
  ]
  whole.forEach((logits, image) => {
    const differences = logits.map((logit, id) => logit - (rounded[image]?.[id] ?? 0))
    const norm = (values: Float32Array) => Math.hypot(...values)
    expect(norm(differences) / norm(logits)).toBeLessThan(0.05)
    expect(norm(differences)).toBeGreaterThan(0)
  })
})

it('writes mostly the same tokens', async () => {
  const images = embeddings(24)
  const stopTokens = new Set([3])
  const rules = new TokenRules({ minTokens: 0, repetitionPenalty: 1, noRepeatNgram: 0, stopTokens })
  const write = async (member: WritingCaptioner) => {
    const searches = images.map(() => new GreedySearch({ maxTokens: 6, stopTokens, rules }))
    return (await runSearches(searchedBy([member]), searches, images)).map(([one]) => one?.tokens)
  }
  const [whole, rounded] = [await write(float32), await write(int8)]
  const same = whole.filter((tokens, image) => String(tokens) === String(rounded[image]))
  expect(same.length).toBeGreaterThan(whole.length / 2)
})

it('gives an image the same numbers alone as together with others', async () => {
  const images = embeddings(3)
  const decoder = searchedBy([int8])
  const [together = new Float32Array()] = await logitsOf(decoder, images)
  const [alone = new Float32Array()] = await logitsOf(decoder, images.slice(0, 1))
  alone.forEach((logit, id) => {
    expect(together[id]).toBeCloseTo(logit, 4)
  })
})

it('holds matrices in a byte each, and float32 weights only where they are asked for', async () => {
  const shapes = captionerParameterShapes(int8.captioner.shape)
  const names = [...(int8.decoder.int8 ?? new Map()).keys(), ...Object.keys(int8.weights)]
  expect(names.sort()).toEqual([...shapes.keys()].sort())
  let bytes = 0
  for (const { values, scales } of int8.decoder.int8?.values() ?? []) {
    bytes += values.byteLength + scales.byteLength
  }
  for (const { data } of Object.values(int8.weights)) bytes += data.byteLength
  const whole = 4 * [...shapes.values()].reduce((sum, dims) => sum + sizeOf(dims), 0)
  expect(bytes).toBeLessThan(whole / 2)
  expect(Object.keys(await int8.wholeWeights()).sort()).toEqual([...shapes.keys()].sort())
})
