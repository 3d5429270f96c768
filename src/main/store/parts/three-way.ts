import type { CaptionStatus } from '../../../shared/domain'

/** What of a caption two people can change: its text, and what they think of it. */
export interface Version {
  text: string
  status: CaptionStatus
}

/** What becomes of our caption. */
export type Decision =
  /** It stays; `removed`: although it was removed there, since it was changed here. */
  | { do: 'keep'; removed?: true }
  /** It becomes theirs, or comes from there. */
  | { do: 'take' }
  | { do: 'remove' }
  /** The same text was judged on both sides. */
  | { do: 'judge'; status: CaptionStatus }
  /** Both changed it: ours stays, theirs is put beside it for a person to decide. */
  | { do: 'suggest' }

const isSame = (one: Version | null, other: Version | null): boolean =>
  one?.text === other?.text && one?.status === other?.status

/**
 * Merges a caption of which there was one version, `base`, and are two now; null where there is none.
 * No text that either side has written is lost.
 */
export function decide(
  base: Version | null,
  ours: Version | null,
  theirs: Version | null
): Decision {
  if (isSame(base, theirs) || isSame(ours, theirs)) return { do: 'keep' }
  if (isSame(base, ours)) return { do: theirs ? 'take' : 'remove' }
  if (!theirs) return { do: 'keep', removed: true }
  if (!ours || ours.text !== theirs.text) return { do: 'suggest' }
  const status = judged(base?.status, ours.status, theirs.status)
  return status === ours.status ? { do: 'keep' } : { do: 'judge', status }
}

/** Where two people judge one text differently, it is to be looked at again. */
function judged(
  base: CaptionStatus | undefined,
  ours: CaptionStatus,
  theirs: CaptionStatus
): CaptionStatus {
  if (theirs === base || theirs === 'draft') return ours
  if (ours === base || ours === 'draft') return theirs
  return 'draft'
}

/** The tags of an image: each side's additions and removals. */
export function mergeTags(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[]
): string[] {
  const removed = base.filter((tag) => !theirs.includes(tag))
  const added = theirs.filter((tag) => !base.includes(tag))
  return [...new Set([...ours.filter((tag) => !removed.includes(tag)), ...added])].sort()
}
