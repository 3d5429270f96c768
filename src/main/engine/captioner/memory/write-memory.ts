import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { memoryFiles } from '../../../../shared/engine-protocol'
import { writeError } from '../../../base/files/file-error'
import type { EmbeddedItem } from '../train/run-inputs'

/** Items written at a time. */
const CHUNK = 500

/**
 * Writes items with their embeddings as a memory into the new folder `dir`: see `memoryFiles`. Items
 * that share an embedding share its row. Throws `file.unwritable`.
 */
export async function writeMemory(dir: string, items: readonly EmbeddedItem[]): Promise<void> {
  try {
    await mkdir(dir)
    const lines = await open(join(dir, memoryFiles.items), 'wx')
    const tables = {
      caption: await Rows.create(join(dir, memoryFiles.images)),
      pair: await Rows.create(join(dir, memoryFiles.sentences))
    }
    try {
      for (let from = 0; from < items.length; from += CHUNK) {
        const some = items.slice(from, from + CHUNK).map(({ embedding, ...item }) => {
          const row = tables[item.kind].rowOf(embedding)
          return `${JSON.stringify({ ...item, row })}\n`
        })
        await lines.appendFile(some.join(''))
        for (const table of Object.values(tables)) await table.write()
      }
      await lines.sync()
    } finally {
      await lines.close()
      for (const table of Object.values(tables)) await table.close()
    }
  } catch (error) {
    throw writeError(dir, error)
  }
}

/** A table of embeddings, each written once. */
class Rows {
  readonly #rows = new Map<number, number>()
  #waiting: Float32Array[] = []

  static create = async (path: string): Promise<Rows> => new Rows(await open(path, 'wx'))

  private constructor(readonly file: Awaited<ReturnType<typeof open>>) {}

  /** Embeddings are views of one table: the same place is the same embedding. */
  rowOf(embedding: Float32Array): number {
    const known = this.#rows.get(embedding.byteOffset)
    if (known !== undefined) return known
    this.#waiting.push(embedding)
    this.#rows.set(embedding.byteOffset, this.#rows.size)
    return this.#rows.size - 1
  }

  async write(): Promise<void> {
    for (const { buffer, byteOffset, byteLength } of this.#waiting) {
      await this.file.appendFile(new Uint8Array(buffer, byteOffset, byteLength))
    }
    this.#waiting = []
  }

  async close(): Promise<void> {
    await this.file.sync()
    await this.file.close()
  }
}
