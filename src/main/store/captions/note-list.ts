import * as v from 'valibot'
import { CaptionNote } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'

/** Most notes of one caption: each change of it keeps them all in its history. */
const MAX_NOTES = 50

const Stored = v.pipe(v.string(), v.parseJson(), v.array(CaptionNote))
type Column = string | null | undefined

/** The notes of a caption as its row holds them; none where another program has damaged them. */
export function parseNotes(stored: Column): CaptionNote[] {
  if (!stored) return []
  const { success, output } = v.safeParse(Stored, stored)
  return success ? output : []
}

/** Throws `caption.too-many-notes`. */
export function formatNotes(notes: readonly CaptionNote[]): string | null {
  if (notes.length > MAX_NOTES) throw new AppError('caption.too-many-notes', { limit: MAX_NOTES })
  return notes.length === 0 ? null : JSON.stringify(notes)
}

export const countOpen = (stored: Column): number =>
  parseNotes(stored).filter(({ resolved }) => !resolved).length

/** Notes of several captions as those of one, numbered anew by time; of too many the newest. */
const together = (notes: readonly CaptionNote[]): string | null =>
  formatNotes(
    [...notes]
      .sort((one, other) => one.at - other.at)
      .slice(-MAX_NOTES)
      .map((note, index) => ({ ...note, id: index + 1 }))
  )

/** The notes of captions that become one. */
export const joinNotes = (...lists: readonly Column[]): string | null =>
  together(lists.flatMap(parseNotes))

const keyOf = ({ at, by, text }: CaptionNote): string => JSON.stringify([at, by, text])

/**
 * The notes of a caption of which there was one version, `base`, and are two now: all that either side
 * has, and a note that was there before in the state to which either side has changed it.
 */
export function mergeNotes(base: Column, ours: Column, theirs: Column): string | null {
  const before = new Map(parseNotes(base).map((note) => [keyOf(note), note]))
  const merged = new Map(parseNotes(ours).map((note) => [keyOf(note), note]))
  let changed = false
  for (const note of parseNotes(theirs)) {
    const own = merged.get(keyOf(note))
    const unchanged = before.get(keyOf(note))?.resolved === note.resolved
    if (own && (unchanged || own.resolved === note.resolved)) continue
    merged.set(keyOf(note), note)
    changed = true
  }
  return changed ? together([...merged.values()]) : (ours ?? null)
}
