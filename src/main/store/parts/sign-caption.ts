import type { CaptionRow } from '../captions/caption-rows'

interface Known {
  /** The caption as it was at the split or at the last merge, and as the library has it. */
  base: CaptionRow | null
  our: CaptionRow | null
  /** What the part is called. */
  name: string
}

/**
 * A caption of a part with names for those who wrote and judged it: whoever gave none is called after the
 * part. What was not changed in the part keeps the names that the library has.
 */
export function signCaption(their: CaptionRow, { base, our, name }: Known): CaptionRow {
  const sameText = their.text === base?.text
  const isWritten = their.source === 'person' && their.text.trim() !== ''
  const ourAuthor = our?.text === their.text ? our.author : null
  const author = their.author ?? (sameText ? ourAuthor : isWritten ? name : null) ?? null

  const isJudged = their.status === 'accepted' || their.status === 'rejected'
  const ourReviewer = our?.status === their.status ? our.reviewer : null
  const sameStatus = sameText && their.status === base.status
  const reviewer = their.reviewer ?? (sameStatus ? ourReviewer : isJudged ? name : null) ?? null
  return { ...their, author, reviewer }
}
