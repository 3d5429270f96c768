import { mkdir, readFile } from 'node:fs/promises'
import type { PretrainEvent, PretrainGptInput } from '../../../shared/engine-protocol'
import type { Bindings } from '../graph'
import { gptParameterShapes, type GptShape } from '../nn/gpt2'
import { languageModelLoss } from '../nn/language-model'
import { learningRate } from '../optim/schedule'
import type { Feeds } from '../runtime'
import { floats, integers } from '../tensor'
import { loadGptTokenizer } from '../text/gpt2-tokenizer'
import { causalMask, distinct } from '../train/batch'
import { RandomStream, uniforms } from '../train/random'
import { initialWeights } from './initial-weights'
import { learnGptTokenizer } from './learn-tokenizer'
import { PretrainingStep } from './pretraining-step'
import { pretrainingOptimizer } from './settings'
import { writeGptFolder } from './write-model'

/** Learns a tokenizer and trains a GPT-2 on sentences, one a line; writes a Hugging Face folder. */
export async function trainGpt(
  input: PretrainGptInput,
  emit: (event: PretrainEvent) => void,
  turn: () => Promise<void>
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
  const step = await PretrainingStep.create({
    shapes,
    initial: initialWeights(shapes, { seed: input.seed, layers: gpt.layers, inputsFirst: true }),
    loss: (tape, parameters) => languageModelLoss(tape, parameters, gpt),
    ...pretrainingOptimizer
  })
  const recent: number[] = []
  try {
    for (let index = 0; index < input.steps; index++) {
      await turn()
      const { feeds, bindings } = layOutStretches(tokens, input, index)
      const rate = learningRate(index + 1, {
        kind: 'cosine',
        base: input.learningRate,
        warmupSteps: input.warmupSteps,
        totalSteps: input.steps + 1
      })
      const loss = await step.run(feeds, bindings, rate)
      recent.push(loss)
      emit({ type: 'step', step: index + 1, loss })
    }
    await writeGptFolder(input.out, gpt, tokenizer.endOfTextId, step.parameters)
  } finally {
    await step.release()
  }
  const last = recent.slice(-100)
  return { loss: last.reduce((sum, one) => sum + one, 0) / last.length }
}

/** A batch of stretches from random places of the text. */
function layOutStretches(
  text: readonly number[],
  { batchSize, stretch, seed }: PretrainGptInput,
  index: number
): { feeds: Feeds; bindings: Bindings } {
  const room = text.length - stretch - 1
  const starts = [...uniforms(seed, RandomStream.order, index, batchSize)].map((draw) =>
    Math.floor(draw * room)
  )
  const pick = (offset: number): number[] =>
    starts.flatMap((start) => text.slice(start + offset, start + offset + stretch))
  const [tokens, targets] = [pick(0), pick(1)]
  const [fed, aimed] = [distinct(tokens), distinct(targets)]
  const rows = tokens.length
  return {
    feeds: {
      tokens: integers(tokens),
      'tokens.unique': integers(fed.unique),
      'tokens.sums': fed.sums,
      positions: integers(Array.from({ length: stretch }, (_, position) => position)),
      mask: causalMask(stretch, 0),
      targets: integers(targets),
      'targets.unique': integers(aimed.unique),
      'targets.sums': aimed.sums,
      weights: floats(new Float32Array(rows).fill(1 / rows), [rows])
    },
    bindings: { B: batchSize, T: stretch, R: rows, U: fed.unique.length, W: aimed.unique.length }
  }
}
