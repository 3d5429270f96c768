import type { BulkEdit, CaptionStatus } from '../../../shared/domain'
import {
  addCaptionRow,
  putCaptionRow,
  reworded,
  writtenCaption,
  type CaptionRow
} from './caption-rows'
import { putStatus, requireRow } from './captions'
import { mayAccept } from './review-rule'
import { all, get, run, transaction, type WriteDb } from '../core/connection'
import type { ChangeGroup, Mutation } from '../core/history'
import { putImageSplit, putImageTags, removeImageRow, tagsOf } from '../images/image-rows'
import { getPair, putPair } from '../pairs/pairs'
import type { PlannedChange } from './text-plan'

/** Does a bulk edit to one image; false where it is gone or already so. */
export function editImage(mutation: Mutation, id: number, edit: BulkEdit): boolean {
  const { db } = mutation
  if (!get(db, 'SELECT id FROM image WHERE id = ?', id)) return false
  let changed = false
  const watched: Mutation = {
    ...mutation,
    record(...change) {
      changed = true
      mutation.record(...change)
    }
  }
  switch (edit.kind) {
    case 'status':
      setStatus(watched, id, edit.status)
      break
    case 'split':
      putImageSplit(watched, id, edit.split)
      break
    case 'tags': {
      const kept = tagsOf(db, id).filter((tag) => !edit.remove.includes(tag))
      putImageTags(watched, id, [...kept, ...edit.add.map((tag) => tag.normalize('NFC'))])
      break
    }
    case 'suggestions':
      // A conflict is decided by looking at it.
      for (const row of captionsOf(watched, id).filter(isSuggestion)) {
        const wanted = row.source === 'model' && canPut(watched, row, edit.status)
        if (wanted) putStatus(watched, row, edit.status)
      }
      break
    case 'caption':
      putFirstCaption(watched, id, edit.text.normalize('NFC'))
      break
    case 'remove-captions':
      removeCaptions(watched, id)
      break
    case 'remove-images':
      removeCaptions(watched, id)
      removeImageRow(watched, id)
  }
  return changed
}

/** What was rejected stays so when the others are accepted, and a blank caption is never accepted. */
function setStatus(mutation: Mutation, imageId: number, status: CaptionRow['status']): void {
  const rows = captionsOf(mutation, imageId).filter((row) => !isSuggestion(row))
  for (const row of rows) {
    const out = status === 'accepted' && (row.status === 'rejected' || row.text.trim() === '')
    if (!out && canPut(mutation, row, status)) putStatus(mutation, row, status)
  }
  if (rows.length === 0 && (status === 'skipped' || status === 'rejected')) {
    addCaptionRow(mutation, writtenCaption(mutation, { image_id: imageId, text: '', status }))
  }
}

/** Captions that another person has to accept are left to them. */
const canPut = (mutation: Mutation, { author = null }: CaptionRow, status: CaptionStatus) =>
  status !== 'accepted' || mayAccept(mutation, author)

/** As `SUGGESTED`. */
const isSuggestion = ({ source, status, conflicts_with = null }: CaptionRow): boolean =>
  status === 'draft' && (source === 'model' || conflicts_with !== null)

function putFirstCaption(mutation: Mutation, imageId: number, text: string): void {
  const first = captionsOf(mutation, imageId).find((row) => !isSuggestion(row))
  const status = 'draft'
  if (!first) addCaptionRow(mutation, writtenCaption(mutation, { image_id: imageId, text, status }))
  else if (first.text !== text) {
    putCaptionRow(mutation, first.id, reworded(mutation, { ...first, status }, text))
  }
}

function removeCaptions(mutation: Mutation, imageId: number): void {
  for (const { id } of captionsOf(mutation, imageId)) putCaptionRow(mutation, id, null)
}

const captionsOf = ({ db }: Mutation, imageId: number): CaptionRow[] =>
  all<{ id: number }>(
    db,
    'SELECT id FROM caption WHERE image_id = ? ORDER BY position, id',
    imageId
  ).map(({ id }) => requireRow(db, id))

/** Gives a caption its planned text; false where it was changed or removed since. */
export function changeCaptionText(mutation: Mutation, change: PlannedChange): boolean {
  const { id, version, after } = change
  const row = get<{ version: number }>(mutation.db, 'SELECT version FROM caption WHERE id = ?', id)
  if (row?.version !== version) return false
  // Who wrote it stays: a bulk edit corrects a text, and does not write one.
  putCaptionRow(mutation, id, { ...requireRow(mutation.db, id), text: after, segmentation: null })
  return true
}

/** Gives one side of a pair its planned text; false where the pair was changed or removed since. */
export function changePairText(
  mutation: Mutation,
  side: 'english' | 'vietnamese',
  { id, version, after }: PlannedChange
): boolean {
  const row = get<{ version: number }>(mutation.db, 'SELECT version FROM pair WHERE id = ?', id)
  if (row?.version !== version) return false
  putPair(mutation, id, { ...getPair(mutation.db, id), [side]: after })
  return true
}

/** Waits until the disk has all that was written to a group: what is told done is not lost. */
export function settleGroup(db: WriteDb, { id }: ChangeGroup): void {
  if (id === null) return
  transaction(db, () => run(db, 'UPDATE change_group SET kind = kind WHERE id = ?', id))
}
