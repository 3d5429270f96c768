import type { EmbeddingStatus } from '../../shared/domain'
import { get, value, type ReadDb } from './connection'
import { listModels } from './models'

export type EmbeddingKind = 'image' | 'sentence'

/** The vectors of one CLIP model for one kind of input. */
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
  image: { table: 'image', key: 'content_hash', admitted: 'NOT missing' },
  sentence: { table: 'pair', key: 'english_hash', admitted: "trim(english) <> ''" }
} as const

export function findEmbeddingSet(
  db: ReadDb,
  weightsHash: string,
  kind: EmbeddingKind
): EmbeddingSet | undefined {
  return get<EmbeddingSet>(
    db,
    'SELECT id, dim, file, row_count FROM embedding_set WHERE weights_hash = ? AND kind = ?',
    weightsHash,
    kind
  )
}

/** How far the embeddings of each registered CLIP model have come, counted in distinct inputs. */
export function embeddingStatus(db: ReadDb): EmbeddingStatus[] {
  return listModels(db)
    .filter((model) => model.kind === 'clip')
    .map(({ id, name, weightsHash }) => ({
      modelId: id,
      modelName: name,
      images: countKind(db, weightsHash, 'image'),
      sentences: countKind(db, weightsHash, 'sentence')
    }))
}

function countKind(db: ReadDb, weightsHash: string, kind: EmbeddingKind) {
  const { table, key, admitted } = embeddingInputs[kind]
  const distinct = `(SELECT DISTINCT ${key} AS key FROM ${table} WHERE ${admitted}) AS input`
  return {
    total: value<number>(db, `SELECT count(*) FROM ${distinct}`),
    done: value<number>(
      db,
      `SELECT count(*) FROM ${distinct}
         JOIN embedding ON embedding.key = input.key AND set_id = ?`,
      findEmbeddingSet(db, weightsHash, kind)?.id ?? 0
    ),
    failed: value<number>(
      db,
      `SELECT count(*) FROM ${distinct} JOIN embedding_failure AS failure
         ON failure.key = input.key AND weights_hash = ? AND kind = ?`,
      weightsHash,
      kind
    )
  }
}
