import type { RunConfig, Split } from '../../../shared/domain'
import type { TrainingChoice } from '../../store/runs/training-data'

/** What is read of the library for one part of a run's data: the arguments of the listing. */
interface Part<Args> {
  split: 'train' | 'val'
  args: Args
}

/**
 * The captions of a run: those chosen to train on, where the mix has any, sentences are moved to the
 * mean of their images or captions are retrieved, and all to validate with.
 */
export function captionParts(config: RunConfig): Part<[Split, TrainingChoice]>[] {
  const { captionRepeat, meanShift, retrievedCaptions, trainSplit, validationSplit } = config
  const val: Part<[Split, TrainingChoice]> = { split: 'val', args: [validationSplit, {}] }
  if (captionRepeat === 0 && !meanShift && retrievedCaptions === 0) return [val]
  return [{ split: 'train', args: [trainSplit, choiceOf(config)] }, val]
}

/** Which captions of its training images a run takes. */
export function choiceOf(config: RunConfig): TrainingChoice {
  const { captionFilter, captionState, captionAuthors, captionReviewers, captionsPerImage } = config
  return { captionFilter, captionState, captionAuthors, captionReviewers, captionsPerImage }
}

/** The pairs of a run, where the mix has any. */
export function pairParts({ pairRepeat, trainSplit, validationSplit }: RunConfig): Part<[Split]>[] {
  if (pairRepeat === 0) return []
  return [
    { split: 'train', args: [trainSplit] },
    { split: 'val', args: [validationSplit] }
  ]
}
