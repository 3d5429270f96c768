import type { EmbeddingStatus, Model } from '../../../shared/domain'
import { get, value, type ReadDb } from '../core/connection'
import { listModels } from '../runs/models'

export type EmbeddingKind = 'image' | 'sentence'

/** The vectors that one encoder made of one kind of input. */
export interface EmbeddingSet {
  id: number
  /** Floats in a row. */
  dim: number
  /** Name in `embeddings/`. */
  file: string
  row_count: number
}

/** Where the inputs of each kind stand: their table, and the column that keys their embedding. */
export const embeddingInputs = {
  image: { table: 'image', key: 'content_hash', admitted: 'TRUE' },
  sentence: { table: 'pair', key: 'english_hash', admitted: "trim(english) <> ''" }
} as const

/** What of a registered encoder decides where its embeddings are kept. */
export type EmbeddingModel = Pick<Model, 'weightsHash' | 'encoders'>

const SELECT = 'SELECT id, dim, file, row_count FROM embedding_set'

/** The set of all that makes the model's vectors, as it was when the model was last looked at. */
export function findEmbeddingSet(
  db: ReadDb,
  { encoders }: Pick<EmbeddingModel, 'encoders'>,
  kind: EmbeddingKind
): EmbeddingSet | undefined {
  const key = encoders[kind]?.key
  if (key === undefined) return undefined
  return get<EmbeddingSet>(db, `${SELECT} WHERE encoder = ? AND kind = ?`, key, kind)
}

/**
 * The set that an older version kept under the model's weights alone. Nothing says by which
 * preprocessing or tokenizer its vectors were made, so that they stand in for no others.
 */
export function findOlderSet(
  db: ReadDb,
  { weightsHash }: Pick<EmbeddingModel, 'weightsHash'>,
  kind: EmbeddingKind
): EmbeddingSet | undefined {
  const where = 'WHERE encoder = ? AND kind = ? AND description IS NULL'
  return get<EmbeddingSet>(db, `${SELECT} ${where}`, weightsHash, kind)
}

/** How far the embeddings of each registered encoder have come, counted in distinct inputs. */
export function embeddingStatus(db: ReadDb): EmbeddingStatus[] {
  return listModels(db)
    .filter((model) => model.kind === 'clip')
    .map((model) => ({
      modelId: model.id,
      modelName: model.name,
      images: countKind(db, model, 'image'),
      sentences: countKind(db, model, 'sentence')
    }))
}

function countKind(db: ReadDb, model: EmbeddingModel, kind: EmbeddingKind) {
  const { table, key, admitted } = embeddingInputs[kind]
  const distinct = `(SELECT DISTINCT ${key} AS key FROM ${table} WHERE ${admitted}) AS input`
  const set = findEmbeddingSet(db, model, kind)?.id ?? 0
  const older = findOlderSet(db, model, kind)?.id ?? 0
  return {
    total: value<number>(db, `SELECT count(*) FROM ${distinct}`),
    done: value<number>(
      db,
      `SELECT count(*) FROM ${distinct}
         JOIN embedding ON embedding.key = input.key AND set_id = ?`,
      set
    ),
    failed: value<number>(
      db,
      `SELECT count(*) FROM ${distinct} JOIN embedding_failure AS failure
         ON failure.key = input.key AND encoder = ? AND kind = ?`,
      model.encoders[kind]?.key ?? '',
      kind
    ),
    older:
      older === 0
        ? 0
        : value<number>(
            db,
            `SELECT count(*) FROM ${distinct}
               JOIN embedding AS old ON old.key = input.key AND old.set_id = ?
               LEFT JOIN embedding AS new ON new.key = input.key AND new.set_id = ?
             WHERE new.key IS NULL`,
            older,
            set
          )
  }
}
