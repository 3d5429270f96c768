import * as v from 'valibot'
import { DecodeOptions, type RunConfig } from '../../../../shared/domain'
import type { CaptionWriter } from '../decode/caption-writer'
import type { Decoder } from '../decode/decoder'
import { HeldWeights } from '../../runtime/devices/held-weights'
import type { CaptionerShape } from '../../../../shared/model-specs/captioner'
import { loraOf } from '../../../../shared/model-specs/run-models'
import { corpusBleu } from '../../metrics/bleu'
import { splitterOf } from '../../metrics/profiles/profile'
import { mean } from '../../metrics/words'
import type { CaptionReward } from '../self-critical/caption-reward'
import { knownPrompts, type ExampleSets, type CaptionedImage } from '../train/examples'
import { mergeLora } from '../train/merge-lora'
import { halved } from '../../learn/out-of-memory'
import type { MixedFeeds } from '../../runtime/session'
import type { TrainingStep } from '../../learn/training-step'
import type { LossEvaluator } from './validation'

/** What a validation found, as the events tell it. */
export interface ModelScores {
  validation: {
    /** Of the validation captions, and of the validation pairs. */
    loss: number | null
    lossPairs: number | null
    /** Mean reward of the captions; null without self-critical training. */
    reward: number | null
    bleu: [number, number, number, number] | null
  }
  samples: { imageId: number; imageName: string; text: string; references: string[] }[]
}

type Captioned = ModelScores['samples'][number] & { stopped: boolean }

interface Trained {
  shape: CaptionerShape
  config: RunConfig
  sets: ExampleSets
  step: TrainingStep
  evaluator: LossEvaluator
  decoder: Decoder
  writer: CaptionWriter
  /** What captions are worth to a run with self-critical training. */
  reward: CaptionReward | null
}

/** Losses of the validation sets, BLEU of captions written for validation images, and samples. */
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
  { config, sets, evaluator, decoder, writer, reward }: Trained,
  weights: MixedFeeds,
  beforeBatch: () => Promise<void>
): Promise<ModelScores> {
  const lossOf = (kind: 'caption' | 'pair'): Promise<number | null> =>
    evaluator.loss(weights, sets.val[kind], config.batchSize, beforeBatch)
  const loss = await lossOf('caption')
  const lossPairs = await lossOf('pair')

  const scored = sets.images.slice(0, config.validationImages)
  const shown = sets.images.slice(0, Math.max(config.validationImages, config.sampleImages))
  const captioned = await captionImages(shown)
  const items = captioned
    .slice(0, scored.length)
    .map(({ text, references }) => ({ hypothesis: text, references }))
  const split = splitterOf({ profile: config.scoringProfile, words: null }, items)
  const worth = captioned
    .slice(0, scored.length)
    .map((written) => reward?.of(written, reward.judges(written.references)) ?? 0)
  return {
    validation: {
      loss,
      lossPairs,
      reward: reward && worth.length > 0 ? mean(worth) : null,
      bleu: items.length > 0 ? corpusBleu(items, split).bleu : null
    },
    samples: captioned
      .slice(0, config.sampleImages)
      .map(({ imageId, imageName, text, references }) => ({ imageId, imageName, text, references }))
  }

  async function captionImages(images: readonly CaptionedImage[]): Promise<Captioned[]> {
    const result: Captioned[] = []
    const options = validationDecoding(config)
    const prompted = decoder.with(weights, knownPrompts(images))
    let most = images.length
    while (result.length < images.length) {
      const some = images.slice(result.length, result.length + most)
      const embeddings = some.map(({ embedding }) => embedding)
      try {
        const captions = writer.write(prompted, embeddings, options, beforeBatch)
        for await (const { text, stopped } of captions) {
          const image = images[result.length]
          if (!image) break
          const { imageId, imageName, references } = image
          result.push({ imageId, imageName, text, stopped, references })
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
