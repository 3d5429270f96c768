import type { FailedItem, ImageRef } from '../../../../shared/engine-protocol'
import type { JobContext } from '../../jobs/job-handler'

/** What became of one image: its caption, or why it has none. */
export type WrittenItem =
  { type: 'caption'; id: number; text: string; score: number | null } | FailedItem

export interface Writing extends Pick<JobContext, 'signal' | 'pause'> {
  /** Images, some at a time. */
  feed: AsyncIterable<ImageRef[]>
  onItem(item: WrittenItem): void
}

/** What writing took, as far as it is known; see `CaptioningReport`. */
export interface WritingCost {
  waited: number | null
  peakMemoryBytes: number | null
}

/** What writes the captions of a captioning job: the job's ledger and its reports are the same for all. */
export interface CaptionWriter {
  /** SHA-256 of all that a caption depends on but the image. */
  settings(): Promise<string>
  /**
   * Answers each image of the feed by one item. Throws what keeps it from captioning any image, and
   * then answers no more.
   */
  write(writing: Writing): Promise<WritingCost>
}
