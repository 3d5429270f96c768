import type { ClipShape } from '../../src/shared/model-specs/clip'
import type { ParameterShapes } from '../../src/shared/model-specs/parameter-shapes'
import { mkdir, readFile } from 'node:fs/promises'
import type { PretrainClipInput, PretrainingProgress } from './settings'
import { clipParameterShapes, contrastiveLoss, LOGIT_SCALE } from './contrastive'
import { createTrainingStep } from '../../src/main/engine/learn/create-training-step'
import { learningRate } from '../../src/main/engine/learn/optimizer/schedule'
import { floatData, floats, type HostTensor } from '../../src/main/engine/tensor/tensor'
import { loadClipTokenizer } from '../../src/main/engine/formats/tokenizers/clip-tokenizer'
import { RandomStream, uniforms } from '../../src/main/base/random'
import { readEncoderFolder } from '../../src/main/engine/formats/hugging-face/hf-folder'
import { layOutClipBatch, type Look, type ImagePixels } from './clip-batches'
import { initialWeights } from './initial-weights'
import { learnClipTokenizer } from './learn-tokenizer'
import { pretrainingOptions } from './settings'
import { writeClipFolder } from './write-model'

/** CLIP's bound of what similarities are multiplied by. */
const LARGEST_LOGIT_SCALE = Math.log(100)
/** Maximum number of pixels that an image is moved by. */
const MAX_SHIFT = 5

/** Learns a tokenizer and trains both towers of a CLIP; writes a Hugging Face folder. */
export async function trainClip(
  input: PretrainClipInput,
  emit: (event: PretrainingProgress) => void,
  yieldNow: () => Promise<void>
): Promise<{ loss: number }> {
  const captions = (await readFile(input.captions, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as string[])
  const pixels: ImagePixels = { data: await readFile(input.pixels), side: input.imageSize }
  await mkdir(input.out, { recursive: true })
  await learnClipTokenizer(input.out, captions.flat(), input.vocabularySize)
  const tokenizer = await loadClipTokenizer(input.out, input.contextLength)
  const tokens = captions.map((list) => list.map((text) => tokenizer.encode(text).ids))
  const endOfTextId = tokens[0]?.[0]?.at(-1) ?? 0
  const shape = clipShape(input, endOfTextId)
  const shapes = clipParameterShapes(shape)
  const step = await createTrainingStep({
    ...pretrainingOptions,
    network: { shapes, loss: (tape, p) => ({ loss: contrastiveLoss(tape, p, shape) }) },
    trained: [...shapes.keys()],
    weights: input.from
      ? await readWeights(input.from, shapes)
      : initialWeights(shapes, { seed: input.seed, layers: input.layers, inputsFirst: false }),
    seed: input.seed
  })
  const recent: number[] = []
  try {
    for (let index = 0; index < input.steps; index++) {
      await yieldNow()
      const { rows, looks, sentences } = drawBatch(tokens, input, index)
      const batch = layOutClipBatch({ pixels, rows, looks }, sentences, shape)
      const rate = learningRate(index + 1, {
        kind: 'cosine',
        base: input.learningRate,
        warmupSteps: input.warmupSteps,
        totalSteps: input.steps + 1
      })
      const { loss } = await step.run([batch], rate)
      // On the CPU these are the weights themselves, and no copy.
      const scale = floatData((await step.weights())[LOGIT_SCALE])
      scale[0] = Math.min(LARGEST_LOGIT_SCALE, scale[0] ?? 0)
      recent.push(loss)
      emit({ step: index + 1, loss })
    }
    await writeClipFolder(input.out, shape, await step.weights())
  } finally {
    await step.release()
  }
  const last = recent.slice(-100)
  return { loss: last.reduce((sum, one) => sum + one, 0) / last.length }
}

async function readWeights(
  dir: string,
  shapes: ParameterShapes
): Promise<Record<string, HostTensor>> {
  const { weights } = await readEncoderFolder(dir)
  const values = [...shapes].map(
    async ([name, dims]) => [name, floats(await weights.read(name), dims)] as const
  )
  return Object.fromEntries(await Promise.all(values))
}

const clipShape = (input: PretrainClipInput, endOfTextId: number): ClipShape => ({
  embeddingSize: input.embeddingSize,
  vision: {
    layers: input.layers,
    heads: input.heads,
    width: input.width,
    innerSize: 4 * input.width,
    layerNormEpsilon: 1e-5,
    activation: 'quick_gelu',
    imageSize: input.imageSize,
    patchSize: input.patchSize,
    channels: 3
  },
  text: {
    layers: input.textLayers,
    heads: input.textHeads,
    width: input.textWidth,
    innerSize: 4 * input.textWidth,
    layerNormEpsilon: 1e-5,
    activation: 'quick_gelu',
    contextLength: input.contextLength,
    vocabularySize: endOfTextId + 1,
    endOfTextId
  }
})

/** Random images, no one twice in a batch, each with one of its sentences. */
function drawBatch(
  tokens: readonly (readonly number[][])[],
  { batchSize, seed }: PretrainClipInput,
  index: number
): { rows: number[]; looks: Look[]; sentences: number[][] } {
  const places = uniforms(seed, RandomStream.order, index, 2 * batchSize)
  const rows = [...new Set([...places].map((draw) => Math.floor(draw * tokens.length)))].slice(
    0,
    batchSize
  )
  const draws = uniforms(seed, RandomStream.augmentation, index, 4 * rows.length)
  const draw = (row: number, use: number): number => draws[4 * row + use] ?? 0
  const shift = (value: number): number => Math.floor(value * (2 * MAX_SHIFT + 1)) - MAX_SHIFT
  return {
    rows,
    looks: rows.map((_, row) => ({
      mirrored: draw(row, 0) < 0.5,
      dx: shift(draw(row, 1)),
      dy: shift(draw(row, 2))
    })),
    sentences: rows.map((image, row) => {
      const list = tokens[image] ?? []
      return list[Math.floor(draw(row, 3) * list.length)] ?? []
    })
  }
}
