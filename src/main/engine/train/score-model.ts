import * as v from 'valibot'
import { DecodeOptions, type RunConfig } from '../../../shared/domain'
import type { CaptionWriter } from '../decode/caption-writer'
import { HeldWeights } from '../devices/held-weights'
import type { CaptionerShape } from '../nn/captioner'
import { corpusBleu } from '../metrics/bleu'
import { loraOf } from './base-model'
import type { ExampleSets, ValidationPicture } from './examples'
import { mergeLora } from './merge-lora'
import { halved } from './out-of-memory'
import type { MixedFeeds } from '../runtime'
import type { TrainingStep } from './training-step'
import type { LossEvaluator } from './validation'

/** What a validation found, as the events tell it. */
export interface ModelScores {
  validation: {
    /** Of the validation captions, and of the validation pairs. */
    loss: number | null
    lossPairs: number | null
    bleu: [number, number, number, number] | null
  }
  samples: { imageId: number; imageName: string; text: string; references: string[] }[]
}

interface Trained {
  shape: CaptionerShape
  config: RunConfig
  sets: ExampleSets
  step: TrainingStep
  evaluator: LossEvaluator
  writer: CaptionWriter
}

/** Losses of the validation sets, BLEU of captions written for validation pictures, and samples. */
export async function scoreModel(
  trained: Trained,
  beforeBatch: () => Promise<void>
): Promise<ModelScores> {
  const { shape, config, step } = trained
  const lora = loraOf(config)
  const held = new HeldWeights(step.options.device)
  try {
    const weights = lora
      ? mergeLora(shape, await step.finalWeights(), lora)
      : await step.heldWeights()
    return await scoreWeights(trained, await held.of(weights), beforeBatch)
  } finally {
    await held.release()
  }
}

async function scoreWeights(
  { config, sets, evaluator, writer }: Trained,
  weights: MixedFeeds,
  beforeBatch: () => Promise<void>
): Promise<ModelScores> {
  const lossOf = (kind: 'caption' | 'pair'): Promise<number | null> =>
    evaluator.loss(weights, sets.val[kind], config.batchSize, beforeBatch)
  const loss = await lossOf('caption')
  const lossPairs = await lossOf('pair')

  const scored = sets.pictures.slice(0, config.validationPictures)
  const shown = sets.pictures.slice(0, Math.max(config.validationPictures, config.samplePictures))
  const captioned = await captionPictures(shown)
  const items = captioned
    .slice(0, scored.length)
    .map(({ text, references }) => ({ hypothesis: text, references }))
  return {
    validation: { loss, lossPairs, bleu: items.length > 0 ? corpusBleu(items).bleu : null },
    samples: captioned.slice(0, config.samplePictures)
  }

  async function captionPictures(
    pictures: readonly ValidationPicture[]
  ): Promise<ModelScores['samples']> {
    const result: ModelScores['samples'] = []
    const options = validationDecoding(config)
    let most = pictures.length
    while (result.length < pictures.length) {
      const some = pictures.slice(result.length, result.length + most)
      const embeddings = some.map(({ embedding }) => embedding)
      try {
        for await (const { text } of writer.write(weights, embeddings, options, beforeBatch)) {
          const picture = pictures[result.length]
          if (!picture) break
          const { imageId, imageName, references } = picture
          result.push({ imageId, imageName, text, references })
        }
      } catch (cause) {
        most = halved(most, cause)
      }
    }
    return result
  }
}

/** The run's search with its number of beams; one beam is greedy search. */
const validationDecoding = ({ validationBeams, validationSearch }: RunConfig): DecodeOptions =>
  v.parse(DecodeOptions, {
    method: validationBeams > 1 ? validationSearch : 'greedy',
    beams: validationBeams
  })
