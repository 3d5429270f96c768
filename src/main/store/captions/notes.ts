import type { Caption, CaptionNote, CaptionStatus } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { WriteDb } from '../core/connection'
import { mutate, newGroup, type Mutation } from '../core/history'
import { judged, putCaptionRow, type CaptionRow } from './caption-rows'
import { getCaption, requireRow } from './captions'
import { formatNotes, parseNotes } from './note-list'

/**
 * Adds an open note to a caption, as one change; `sendBack` makes the caption a draft again too.
 * Throws `caption.too-many-notes`.
 */
export function addNote(
  db: WriteDb,
  { id, text, sendBack }: { id: number; text: string; sendBack: boolean },
  actor = 'person'
): Caption {
  const row = requireRow(db, id)
  const add = (mutation: Mutation) => {
    const { at, person } = mutation
    const notes = parseNotes(row.notes)
    const note = {
      id: Math.max(0, ...notes.map((other) => other.id)) + 1,
      text: text.trim().normalize('NFC'),
      by: person,
      at,
      resolved: false
    }
    put(mutation, row, [...notes, note], sendBack ? 'draft' : row.status)
  }
  mutate(db, actor, add, newGroup(sendBack ? 'send-back' : 'note'))
  return getCaption(db, id)
}

/** Resolves a note of a caption, or opens it again. Throws `entity.not-found`. */
export function resolveNote(
  db: WriteDb,
  { id, note, resolved }: { id: number; note: number; resolved: boolean },
  actor = 'person'
): Caption {
  const row = requireRow(db, id)
  const notes = parseNotes(row.notes)
  const found = notes.find((other) => other.id === note)
  if (!found) throw new AppError('entity.not-found', { entity: 'note', id: note })
  if (found.resolved !== resolved) {
    const changed = notes.map((other) => (other === found ? { ...found, resolved } : other))
    const resolve = (mutation: Mutation) => put(mutation, row, changed, row.status)
    mutate(db, actor, resolve, newGroup('resolve-note'))
  }
  return getCaption(db, id)
}

function put(
  mutation: Mutation,
  row: CaptionRow,
  notes: readonly CaptionNote[],
  status: CaptionStatus
): void {
  const next = { ...row, notes: formatNotes(notes) }
  putCaptionRow(mutation, row.id, status === row.status ? next : judged(mutation, next, status))
}
