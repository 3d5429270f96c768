import { Option } from 'commander'
import type { CaptionChoice } from '../../../shared/domain'
import { gather, toCount } from './options'

export interface CaptionChoiceOptions {
  source?: string
  by?: string[]
  reviewedBy?: string[]
  perImage?: number
}

/** Which captions of an image are taken, as training and exports understand it alike. */
export const captionChoiceOptions = (further = ''): Option[] => [
  new Option('--source <source>', `captions to take: any, accepted or adjudicated${further}`),
  new Option('--by <names>', 'only what these people wrote; can be repeated').argParser(gather),
  new Option('--reviewed-by <names>', 'only what these people accepted; can be repeated').argParser(
    gather
  ),
  new Option(
    '--per-image <n>',
    'at most so many captions of an image: adjudicated ones first, then reviewed, accepted and drafts'
  ).argParser(toCount)
]

/** The choice as settings, with those that were given. */
export const givenChoice = ({ source, by, reviewedBy, perImage }: CaptionChoiceOptions) => ({
  ...(source !== undefined && {
    // The schema says what else is no state.
    captionState: (source === 'any' ? 'usable' : source) as CaptionChoice['captionState']
  }),
  ...(by && { captionAuthors: by.join(', ') }),
  ...(reviewedBy && { captionReviewers: reviewedBy.join(', ') }),
  ...(perImage !== undefined && { captionsPerImage: perImage })
})
