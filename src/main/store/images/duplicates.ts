import type { DuplicateCluster, ImageState, PageRequest, Split } from '../../../shared/domain'
import { contradictions } from '../../../shared/vietnamese/contradictions'
import { SUGGESTED } from '../captions/suggested'
import { all, run, transaction, value, type ReadDb, type WriteDb } from '../core/connection'
import { fromStoredPath } from '../core/paths'

/** One image for each content behind `after` whose look is not known yet. */
export function pageUnhashed(
  db: ReadDb,
  after: number,
  limit: number
): { id: number; path: string; contentHash: string }[] {
  return all<{ id: number; path: string; contentHash: string }>(
    db,
    `SELECT id, path, content_hash AS contentHash FROM image
     WHERE id > ? AND NOT missing
       AND NOT EXISTS (SELECT 1 FROM picture_hash WHERE content_hash = image.content_hash)
     ORDER BY id LIMIT ?`,
    after,
    limit
  ).map((row) => ({ ...row, path: fromStoredPath(db, row.path) }))
}

export const countUnhashed = (db: ReadDb): number =>
  value(
    db,
    `SELECT count(*) FROM image WHERE NOT missing
       AND NOT EXISTS (SELECT 1 FROM picture_hash WHERE content_hash = image.content_hash)`
  )

export function putImageHashes(
  db: WriteDb,
  hashes: readonly { contentHash: string; hash: string }[]
): void {
  transaction(db, () => {
    for (const { contentHash, hash } of hashes) {
      const sql = 'INSERT OR REPLACE INTO picture_hash (content_hash, hash) VALUES (?, ?)'
      run(db, sql, contentHash, hash)
    }
  })
}

/** What images look like, as far as it is known, behind `after`. */
export const pageHashes = (
  db: ReadDb,
  after: number,
  limit: number
): { id: number; hash: string }[] =>
  all(
    db,
    `SELECT id, hash FROM image JOIN picture_hash USING (content_hash)
     WHERE id > ? ORDER BY id LIMIT ?`,
    after,
    limit
  )

export function forgetDuplicates(db: WriteDb): void {
  run(db, 'DELETE FROM duplicate')
}

/** Adds images to their clusters; those that are gone meanwhile are left out. */
export function addDuplicates(
  db: WriteDb,
  rows: readonly { imageId: number; cluster: number }[]
): void {
  transaction(db, () => {
    for (const { imageId, cluster } of rows) {
      run(
        db,
        'INSERT OR REPLACE INTO duplicate (image_id, cluster) SELECT id, ? FROM image WHERE id = ?',
        cluster,
        imageId
      )
    }
  })
}

/** Clusters of at least two images; `leak` where they are in several of train, val and test. */
export const CLUSTERS = `
  SELECT cluster, count(DISTINCT CASE WHEN split <> 'none' THEN split END) > 1 AS leak
  FROM duplicate JOIN image ON image.id = image_id
  GROUP BY cluster HAVING count(*) > 1`

/** A window of the clusters, those that leak first. */
export function pageDuplicates(
  db: ReadDb,
  { offset, limit }: PageRequest
): { total: number; leaks: number; rows: DuplicateCluster[] } {
  const clusters = all<{ cluster: number; leak: number }>(
    db,
    `${CLUSTERS} ORDER BY leak DESC, cluster LIMIT ? OFFSET ?`,
    limit,
    offset
  )
  return {
    total: value(db, `SELECT count(*) FROM (${CLUSTERS})`),
    leaks: value(db, `SELECT count(*) FROM (${CLUSTERS}) WHERE leak`),
    rows: clusters.map(({ cluster, leak }) => ({
      id: cluster,
      leak: leak === 1,
      images: clusterImages(db, cluster)
    }))
  }
}

interface Row {
  id: number
  name: string
  split: Split
  state: ImageState
  caption: string | null
}

function clusterImages(db: ReadDb, cluster: number): DuplicateCluster['images'] {
  const images = all<Row>(
    db,
    `SELECT image.id, name, split, state,
       (SELECT text FROM caption WHERE image_id = image.id AND status <> 'rejected'
          AND NOT ${SUGGESTED}
        ORDER BY position, id LIMIT 1) AS caption
     FROM duplicate JOIN image ON image.id = image_id WHERE cluster = ? ORDER BY image.id`,
    cluster
  )
  return images.map((image) => ({
    ...image,
    contradicts: contradictions(
      image.caption ?? '',
      images.flatMap(({ id, caption }) => (id !== image.id && caption ? [caption] : []))
    )
  }))
}
