import type { MergeReport } from '../../../shared/domain'
import {
  addCaptionRow,
  findCaptionRow,
  putCaptionRow,
  type CaptionRow
} from '../captions/caption-rows'
import { get } from '../core/connection'
import type { CaptionNumbers } from './caption-numbers'
import { mergeNotes } from '../captions/note-list'
import type { ImageMerge, ImageMergeParts } from './merge-images'
import { signCaption } from './sign-caption'
import { decide } from './three-way'

interface CaptionMergeParts extends Omit<ImageMergeParts, 'placed'> {
  /** The part's captions as they are, by number. */
  theirs: ReadonlyMap<number, CaptionRow>
  images: ImageMerge
  captionNumbers: CaptionNumbers
}

/** Brings the captions that were changed in the part into the library. */
export function mergeCaptions(parts: CaptionMergeParts): MergeReport['captions'] {
  const { mutation, before, theirs, images, captionNumbers } = parts
  const report = { added: 0, changed: 0, removed: 0, conflicts: 0, kept: 0, judged: 0 }
  // By place, as the part lists them: added ones get their order from it.
  const changed = new Set(before.changedCaptions)
  const inOrder = [...theirs.keys()].filter((id) => changed.has(id))
  const gone = [...changed].filter((id) => !theirs.has(id))
  for (const id of [...inOrder, ...gone]) mergeOne(id)
  return report

  function mergeOne(id: number): void {
    const ourId = captionNumbers.find(id)
    // Added and removed again in the part.
    if (ourId === undefined) return
    const base = before.caption(id)
    const our = findCaptionRow(mutation.db, ourId) ?? null
    const found = theirs.get(id)
    const their = found ? signCaption(found, { base, our, name: parts.known.from.part }) : null
    const decision = decide(base, our, their)
    switch (decision.do) {
      case 'keep':
        if (decision.removed) report.kept += our ? 1 : 0
        else if (base && our && their) moveAlong(base, our, their)
        break
      case 'remove':
        putCaptionRow(mutation, ourId, null)
        report.removed += 1
        break
      case 'judge':
        if (our && their) {
          const reviewer = decision.status === their.status ? their.reviewer : null
          putCaptionRow(mutation, ourId, { ...our, status: decision.status, reviewer })
        }
        report.judged += 1
        break
      case 'take':
        if (their) take(ourId, { base, our, their })
        break
      case 'suggest':
        if (their) suggest(ourId, base, their)
    }
    if (their) mergeNotesInto(ourId, mergeNotes(base?.notes, our?.notes, their.notes))
  }

  function mergeNotesInto(ourId: number, notes: string | null): void {
    const now = findCaptionRow(mutation.db, ourId)
    if (now && now.notes !== notes) putCaptionRow(mutation, ourId, { ...now, notes })
  }

  function take(
    ourId: number,
    { base, our, their }: { base: CaptionRow | null; our: CaptionRow | null; their: CaptionRow }
  ): void {
    const moved = base?.position !== their.position
    const position = our && !moved ? our.position : their.position
    const image_id = images.require(their.image_id)
    putCaptionRow(mutation, ourId, { ...their, image_id, position, ...ourConflict(their) })
    report[our ? 'changed' : 'added'] += 1
  }

  /** A suggestion of the library that went into the part keeps what it stands beside. */
  function ourConflict({ conflicts_with: other = null }: CaptionRow) {
    return { conflicts_with: other === null ? null : (captionNumbers.find(other) ?? null) }
  }

  function moveAlong(base: CaptionRow, our: CaptionRow, their: CaptionRow): void {
    if (our.position !== base.position || their.position === base.position) return
    putCaptionRow(mutation, our.id, { ...our, position: their.position })
  }

  /** Puts their version beside ours, unless the image has that very text. */
  function suggest(ourId: number, base: CaptionRow | null, their: CaptionRow): void {
    const { numbers } = parts
    const image_id = images.require(their.image_id)
    const same = 'SELECT 1 FROM caption WHERE image_id = ? AND text = ?'
    if (get(mutation.db, same, image_id, their.text)) return
    report.conflicts += 1
    const earlierId = numbers.find('conflict', their.id)
    const earlier = earlierId === undefined ? undefined : findCaptionRow(mutation.db, earlierId)
    // What they had suggested before, and nobody has decided yet, they have written anew.
    if (earlier?.status === 'draft' && earlier.text === base?.text && earlier.conflicts_with) {
      putCaptionRow(mutation, earlier.id, {
        ...{ ...earlier, text: their.text },
        segmentation: their.segmentation ?? null
      })
      return
    }
    const { text, source, run_id, segmentation = null, author = null } = their
    const added = { image_id, text, source, run_id, segmentation, author } as const
    const id = addCaptionRow(mutation, { ...added, status: 'draft', conflicts_with: ourId })
    numbers.note('conflict', their.id, id)
  }
}
