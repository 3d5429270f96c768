import type { RunConfig, Split } from '../../../shared/domain'
import type { CaptionChoice } from '../../store/runs/training-data'

/** What is read of the library for one part of a run's data: the arguments of the listing. */
interface Part<Args> {
  split: 'train' | 'val'
  args: Args
}

/**
 * The captions of a run: those chosen to train on, where the mix has any or sentences are moved to
 * the mean of their images, and all to validate with.
 */
export function captionParts(config: RunConfig): Part<[Split, CaptionChoice]>[] {
  const { captionRepeat, meanShift, trainSplit, validationSplit } = config
  const { captionFilter, captionState } = config
  const val: Part<[Split, CaptionChoice]> = { split: 'val', args: [validationSplit, {}] }
  if (captionRepeat === 0 && !meanShift) return [val]
  return [{ split: 'train', args: [trainSplit, { captionFilter, captionState }] }, val]
}

/** The pairs of a run, where the mix has any. */
export function pairParts({ pairRepeat, trainSplit, validationSplit }: RunConfig): Part<[Split]>[] {
  if (pairRepeat === 0) return []
  return [
    { split: 'train', args: [trainSplit] },
    { split: 'val', args: [validationSplit] }
  ]
}
