import type { Encoders, Model, ModelDetails } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { all, get, run, type ReadDb, type WriteDb } from '../core/connection'
import { fromStoredPath, toStoredPath } from '../core/paths'

const SELECT = `SELECT id, name, path, kind, details, weights_hash AS weightsHash, encoders,
  clip_model_id AS clipModelId, gpt_model_id AS gptModelId, added_at AS addedAt FROM model`

type SqlModel = Omit<Model, 'details' | 'encoders'> & { details: string; encoders: string }

/** Registers a model; the same path again gives the same model with what it holds now. */
export function insertModel(
  db: WriteDb,
  model: {
    name: string
    path: string
    details: ModelDetails
    weightsHash: string
    encoders?: Encoders
    clipModelId?: number | null
    gptModelId?: number | null
  }
): Model {
  const path = toStoredPath(db, model.path)
  run(
    db,
    `INSERT INTO model
       (name, path, kind, details, weights_hash, encoders, clip_model_id, gpt_model_id, added_at)
     VALUES (:name, :path, :kind, :details, :weightsHash, :encoders, :clip, :gpt, :at)
     ON CONFLICT (path) DO UPDATE SET name = excluded.name, kind = excluded.kind,
       details = excluded.details, weights_hash = excluded.weights_hash,
       encoders = excluded.encoders, clip_model_id = excluded.clip_model_id,
       gpt_model_id = excluded.gpt_model_id`,
    {
      name: model.name,
      path,
      kind: model.details.kind,
      details: JSON.stringify(model.details),
      weightsHash: model.weightsHash,
      encoders: JSON.stringify(model.encoders ?? {}),
      clip: model.clipModelId ?? null,
      gpt: model.gptModelId ?? null,
      at: Date.now()
    }
  )
  const stored = get<{ id: number }>(db, 'SELECT id FROM model WHERE path = ?', path)
  return getModel(db, stored?.id ?? 0)
}

/** Notes what a model's files hold now; gives the model. */
export function updateModel(
  db: WriteDb,
  id: number,
  { details, weightsHash, encoders }: Pick<Model, 'details' | 'weightsHash' | 'encoders'>
): Model {
  run(
    db,
    'UPDATE model SET details = ?, weights_hash = ?, encoders = ? WHERE id = ?',
    JSON.stringify(details),
    weightsHash,
    JSON.stringify(encoders),
    id
  )
  return getModel(db, id)
}

/** Registered models in the order of their registration. */
export function listModels(db: ReadDb): Model[] {
  return all<SqlModel>(db, `${SELECT} ORDER BY id`).map((row) => fromSql(db, row))
}

/** The model, or `entity.not-found`. */
export function getModel(db: ReadDb, id: number): Model {
  const row = get<SqlModel>(db, `${SELECT} WHERE id = ?`, id)
  if (!row) throw new AppError('entity.not-found', { entity: 'model', id })
  return fromSql(db, row)
}

/** Forgets a model. Its folder and its embeddings stay. */
export function removeModel(db: WriteDb, id: number): void {
  if (run(db, 'DELETE FROM model WHERE id = ?', id).changes === 0) {
    throw new AppError('entity.not-found', { entity: 'model', id })
  }
}

function fromSql(db: ReadDb, row: SqlModel): Model {
  const details = JSON.parse(row.details) as ModelDetails
  const encoders = JSON.parse(row.encoders) as Encoders
  return { ...row, path: fromStoredPath(db, row.path), details, encoders }
}
