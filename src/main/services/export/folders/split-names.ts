import type { Split } from '../../../../shared/domain'

/** What Hugging Face data sets call the splits. */
export const SPLIT_NAMES: Record<Split, string> = {
  train: 'train',
  val: 'validation',
  test: 'test',
  none: 'unassigned'
}
