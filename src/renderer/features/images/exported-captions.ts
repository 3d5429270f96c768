import type { CaptionChoice } from '../../../shared/domain'

/** Which captions an export takes, as its form holds it; null per image for all. */
export interface ExportedCaptions extends Omit<CaptionChoice, 'captionsPerImage'> {
  captionsPerImage: number | null
  runId: string | null
}

export const allCaptions: ExportedCaptions = {
  captionState: 'usable',
  captionAuthors: '',
  captionReviewers: '',
  captionsPerImage: null,
  runId: null
}
