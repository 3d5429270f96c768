import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Model, RunConfig } from '../../../shared/domain'
import { runFiles, type TrainingItem } from '../../../shared/engine-protocol'
import { readEmbeddings } from '../../store/embeddings/embeddings'
import type { EmbeddingKind } from '../../store/embeddings/embedding-sets'
import type { Library } from '../../store/core/library'
import { captionParts } from './data-parts'
import { usedPairs, type UsedPair } from './used-pairs'

/** Rows read from the store at a time, so that the process answers in between. */
const CHUNK = 500

/** Items before it is known in which row their embedding stands. */
type Unplaced<K extends TrainingItem['kind']> = Omit<Extract<TrainingItem, { kind: K }>, 'row'>

/**
 * Writes the items of a run and their embeddings into `dir`: the train and validation split of the
 * captions, and of the pairs where the mix has any. Items whose image or sentence could not be
 * embedded have no row.
 *
 * @returns How many those are, by reason.
 */
export async function freezeItems(
  library: Library,
  config: RunConfig,
  clip: Model,
  dir: string
): Promise<Record<string, number>> {
  const dropped: Record<string, number> = {}
  const items = await open(join(dir, runFiles.items), 'w')
  try {
    const captions = await captionItems(library, config)
    const lost = await place(library, clip, 'image', captions, ({ imageId }) => imageId, {
      items,
      vectors: join(dir, runFiles.images)
    })
    if (lost > 0) dropped['image-not-embedded'] = lost
    const pairs: UsedPair[] = []
    for await (const pair of usedPairs(library, config)) pairs.push(pair)
    const unread = await place(library, clip, 'sentence', pairs, ({ pairId }) => pairId, {
      items,
      vectors: join(dir, runFiles.sentences)
    })
    if (unread > 0) dropped['sentence-not-embedded'] = unread
    await items.sync()
  } finally {
    await items.close()
  }
  return dropped
}

async function captionItems(
  { reader }: Library,
  config: RunConfig
): Promise<Unplaced<'caption'>[]> {
  const items: Unplaced<'caption'>[] = []
  for (const { split, args } of captionParts(config)) {
    for await (const rows of reader.rows('trainingCaptions', ...args)) {
      for (const { captionId, imageId, imageName, text } of rows) {
        items.push({ kind: 'caption', split, captionId, imageId, imageName, text })
      }
    }
  }
  return items
}

/**
 * Writes the embedding of each distinct input once, and each item with the row it is in.
 *
 * @returns How many items have no embedding.
 */
async function place<Item extends object>(
  library: Library,
  clip: Model,
  kind: EmbeddingKind,
  unplaced: readonly Item[],
  idOf: (item: Item) => number,
  out: { items: FileHandle; vectors: string }
): Promise<number> {
  const rows = await writeVectors(
    library,
    clip,
    kind,
    [...new Set(unplaced.map(idOf))],
    out.vectors
  )
  const placed = unplaced.map((item) => ({ ...item, row: rows.get(idOf(item)) ?? null }))
  for (let from = 0; from < placed.length; from += CHUNK) {
    const lines = placed.slice(from, from + CHUNK).map((item) => `${JSON.stringify(item)}\n`)
    await out.items.appendFile(lines.join(''))
  }
  return placed.filter(({ row }) => row === null).length
}

/** Writes the embeddings of some inputs one behind the other. Gives the row of each that has one. */
async function writeVectors(
  library: Library,
  clip: Model,
  kind: EmbeddingKind,
  ids: readonly number[],
  path: string
): Promise<Map<number, number>> {
  const rows = new Map<number, number>()
  const file = await open(path, 'w')
  try {
    for (let from = 0; from < ids.length; from += CHUNK) {
      const { values, found } = readEmbeddings(library, clip, kind, ids.slice(from, from + CHUNK))
      for (const id of found) rows.set(id, rows.size)
      await file.appendFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
      await setImmediate()
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return rows
}
