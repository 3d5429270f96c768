import { AppError } from '../../../../shared/errors'

/** Whether every number of a vector is finite. */
const isFiniteVector = (values: Float32Array): boolean => values.every(Number.isFinite)

/**
 * The vectors whose numbers are all finite, and why each of the others is refused: weights that are
 * not sound make such, and whatever is computed from them is not either. `clip` is the model.
 */
export function finiteVectors(
  ids: readonly number[],
  vectors: readonly Float32Array[],
  clip: string
): { ids: number[]; vectors: Float32Array[]; refused: { id: number; error: AppError }[] } {
  const rows = ids.flatMap((id, row) => {
    const vector = vectors[row]
    return vector ? [{ id, vector, finite: isFiniteVector(vector) }] : []
  })
  const kept = rows.filter(({ finite }) => finite)
  return {
    ids: kept.map(({ id }) => id),
    vectors: kept.map(({ vector }) => vector),
    refused: rows
      .filter(({ finite }) => !finite)
      .map(({ id }) => ({ id, error: new AppError('embedding.not-finite', { path: clip }) }))
  }
}

/** Vectors of `dim` numbers one behind the other. */
export function joined(vectors: readonly Float32Array[], dim: number): Float32Array {
  const values = new Float32Array(vectors.length * dim)
  vectors.forEach((vector, row) => values.set(vector, row * dim))
  return values
}
