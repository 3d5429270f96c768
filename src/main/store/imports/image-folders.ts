import { all, type ReadDb } from '../core/connection'
import { fromStoredPath } from '../core/paths'

/** Imports whose images are looked at. */
const IMPORTS = 50

/** Folders that the images of the newest imports came from: each is an image's path without its name. */
export function listImageFolders(db: ReadDb): string[] {
  const rows = all<{ name: string; path: string }>(
    db,
    `SELECT image.name, image.path FROM
       (SELECT id FROM import WHERE state = 'done' ORDER BY id DESC LIMIT ?) AS newest
     JOIN image ON image.id = (SELECT min(id) FROM image WHERE import_id = newest.id)`,
    IMPORTS
  )
  const folders = rows.flatMap(({ name, path }) => {
    const full = fromStoredPath(db, path).replaceAll('\\', '/')
    return full.endsWith(`/${name}`) ? [full.slice(0, -name.length - 1)] : []
  })
  return [...new Set(folders)]
}
