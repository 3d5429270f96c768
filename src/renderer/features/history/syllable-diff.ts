import { diffArrays } from 'diff'

/** A segment of a comparison: in both texts, in the first alone, or in the second alone. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** Words with the spaces behind them, so that a text is the sum of its parts. */
export const syllables = (text: string): string[] =>
  text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []

/** What has to be taken away from one text and put in to make the other, by whole syllables. */
export function diffSyllables(before: string, after: string): DiffPart[] {
  return diffArrays(syllables(before), syllables(after)).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join('')
  }))
}

/** A place where two texts differ, as one: what the first has there and what the second has. */
export interface DiffChange {
  /** Index in the first text, in UTF-16 units. */
  start: number
  removed: string
  added: string
}
export type DiffPiece = { same: string } | DiffChange

/** The comparison with what is taken away and what is put in at one place together. */
export function diffChanges(before: string, after: string): DiffPiece[] {
  const pieces: DiffPiece[] = []
  let at = 0
  for (const { kind, text } of diffSyllables(before, after)) {
    const last = pieces.at(-1)
    if (kind === 'same') pieces.push({ same: text })
    else if (last && 'start' in last) last[kind] += text
    else pieces.push({ start: at, removed: '', added: '', [kind]: text })
    if (kind !== 'added') at += text.length
  }
  return pieces
}

/** The first text with one of its changes made. */
export const takeChange = (before: string, { start, removed, added }: DiffChange): string =>
  before.slice(0, start) + added + before.slice(start + removed.length)
