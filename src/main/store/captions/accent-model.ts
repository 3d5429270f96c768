import { AccentModel } from '../../../shared/vietnamese/accents'
import { iterate, type ReadDb } from '../core/connection'

/** Captions and pairs that are learned from: enough to know the words, few enough for a second. */
const MAX_TEXTS = 50_000
/** After this time it is learned again: what was corrected since counts then. */
const OLD_MS = 10 * 60 * 1000

const learned = new Map<string, { model: AccentModel; at: number }>()

/**
 * Which accents words bear in this library's own texts: those that people accepted or wrote first,
 * then the others except for what models wrote. Kept for each library.
 */
export function accentModel(db: ReadDb): AccentModel {
  const known = learned.get(db.root)
  if (known && Date.now() - known.at < OLD_MS) return known.model
  const model = new AccentModel()
  for (const { text } of iterateLearnt(db)) model.add(text)
  learned.clear()
  learned.set(db.root, { model, at: Date.now() })
  return model
}

function* iterateLearnt(db: ReadDb): Generator<{ text: string }> {
  const captions = (condition: string) =>
    iterate<{ text: string }>(
      db,
      `SELECT text FROM caption WHERE ${condition} LIMIT ${MAX_TEXTS / 2}`
    )
  yield* captions("source = 'person' AND source <> 'imported' AND status <> 'rejected'")
  yield* captions("source = 'imported' AND status IN ('draft', 'accepted')")
  yield* iterate<{ text: string }>(db, `SELECT vietnamese AS text FROM pair LIMIT ${MAX_TEXTS / 2}`)
}
