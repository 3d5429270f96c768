import { gptParameterShapes, type GptShape } from '../../src/shared/model-specs/gpt2'
import { mkdir, readFile } from 'node:fs/promises'
import type { PretrainingProgress, PretrainGptInput } from './settings'
import { languageModelLoss, type languageModelInputs } from './language-model'
import { learningRate } from '../../src/main/engine/learn/optimizer/schedule'
import { createTrainingStep } from '../../src/main/engine/learn/create-training-step'
import { lookUpFeeds, type FeedsOf } from '../../src/main/engine/nn/inputs'
import type { NetworkBatch } from '../../src/main/engine/nn/network'
import { floats, integers } from '../../src/main/engine/tensor/tensor'
import { loadGptTokenizer } from '../../src/main/engine/formats/tokenizers/gpt2-tokenizer'
import { causalMask } from '../../src/main/engine/nn/batch'
import { RandomStream, uniforms } from '../../src/main/base/random'
import { initialWeights } from './initial-weights'
import { learnGptTokenizer } from './learn-tokenizer'
import { pretrainingOptions } from './settings'
import { writeGptFolder } from './write-model'

/** Learns a tokenizer and trains a GPT-2 on sentences, one per line; writes a Hugging Face folder. */
export async function trainGpt(
  input: PretrainGptInput,
  emit: (event: PretrainingProgress) => void,
  yieldNow: () => Promise<void>
): Promise<{ loss: number }> {
  const sentences = (await readFile(input.text, 'utf8')).split('\n').filter((line) => line !== '')
  await mkdir(input.out, { recursive: true })
  await learnGptTokenizer(input.out, sentences, input.vocabularySize)
  const tokenizer = await loadGptTokenizer(input.out)
  const tokens = sentences.flatMap((line) => [...tokenizer.encode(line), tokenizer.endOfTextId])
  const gpt: GptShape = {
    layers: input.layers,
    heads: input.heads,
    width: input.width,
    positions: input.positions,
    vocabularySize: tokenizer.size,
    innerSize: 4 * input.width,
    layerNormEpsilon: 1e-5
  }
  const shapes = gptParameterShapes(gpt)
  const step = await createTrainingStep({
    ...pretrainingOptions,
    network: { shapes, loss: (tape, p) => ({ loss: languageModelLoss(tape, p, gpt) }) },
    trained: [...shapes.keys()],
    weights: initialWeights(shapes, { seed: input.seed, layers: gpt.layers, inputsFirst: true }),
    seed: input.seed
  })
  const recent: number[] = []
  try {
    for (let index = 0; index < input.steps; index++) {
      await yieldNow()
      const batch = layOutSequences(tokens, input, index)
      const rate = learningRate(index + 1, {
        kind: 'cosine',
        base: input.learningRate,
        warmupSteps: input.warmupSteps,
        totalSteps: input.steps + 1
      })
      const { loss } = await step.run([batch], rate)
      recent.push(loss)
      emit({ step: index + 1, loss })
    }
    await writeGptFolder(input.out, gpt, tokenizer.endOfTextId, await step.weights())
  } finally {
    await step.release()
  }
  const last = recent.slice(-100)
  return { loss: last.reduce((sum, one) => sum + one, 0) / last.length }
}

/** A batch of sequences from random places of the text. */
function layOutSequences(
  text: readonly number[],
  { batchSize, sequenceLength, seed }: PretrainGptInput,
  index: number
): NetworkBatch {
  const room = text.length - sequenceLength - 1
  const starts = [...uniforms(seed, RandomStream.order, index, batchSize)].map((draw) =>
    Math.floor(draw * room)
  )
  const pick = (offset: number): number[] =>
    starts.flatMap((start) => text.slice(start + offset, start + offset + sequenceLength))
  const [tokens, targets] = [pick(0), pick(1)]
  const [fed, aimed] = [lookUpFeeds('tokens', tokens), lookUpFeeds('targets', targets)]
  const rows = tokens.length
  const feeds: FeedsOf<typeof languageModelInputs> = {
    ...fed.feeds,
    positions: integers(Array.from({ length: sequenceLength }, (_, position) => position)),
    mask: causalMask(sequenceLength, 0),
    ...aimed.feeds,
    weights: floats(new Float32Array(rows).fill(1 / rows), [rows])
  }
  return {
    feeds,
    bindings: { B: batchSize, T: sequenceLength, R: rows, U: fed.unique, W: aimed.unique },
    targets: rows
  }
}
