import { normals, RandomStream } from '../../base/random'
import { all, unflushed } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { storeEmbeddings } from '../../store/embeddings/embeddings'
import { insertModel, listModels } from '../../store/runs/models'

const DIM = 512
/** Images of one transaction. */
const TOGETHER = 2000

/**
 * Gives the images of a library made-up vectors, as of an encoder that is registered but has no
 * files: for measuring what compares them. Does nothing where it is done.
 */
export function embedMadeImages(library: Library): void {
  if (listModels(library.read).length > 0) return
  const encoders = { image: { key: 'c'.repeat(64), description: '{}' } }
  const details = { kind: 'clip', embeddingSize: DIM, parameters: 0 } as const
  const model = {
    name: 'made-up',
    path: library.root,
    weightsHash: 'c'.repeat(64),
    details,
    encoders
  }
  insertModel(library.write, model)
  // Sums of a few drawn ones: drawing each component anew takes minutes for a million images.
  const drawn = Array.from({ length: 64 }, (_, n) => normals(1, RandomStream.imageMap, n, DIM))
  const rows = all<{ id: number; key: string }>(
    library.read,
    'SELECT id, content_hash AS key FROM image ORDER BY id'
  )
  unflushed(library.write, () => {
    for (let from = 0; from < rows.length; from += TOGETHER) {
      const some = rows.slice(from, from + TOGETHER)
      const values = new Float32Array(some.length * DIM)
      some.forEach(({ id }, row) => {
        for (let i = 0; i < DIM; i += 1) {
          const [a, b, c] = [id % 64, Math.floor(id / 64) % 64, Math.floor(id / 4096) % 64]
          values[row * DIM + i] =
            (drawn[a]?.[i] ?? 0) + 0.7 * (drawn[b]?.[i] ?? 0) + 0.4 * (drawn[c]?.[i] ?? 0)
        }
      })
      storeEmbeddings(
        library,
        model,
        'image',
        some.map(({ key }) => key),
        values,
        DIM
      )
    }
  })
}
