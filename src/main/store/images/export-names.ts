import { all, get, type ReadDb } from '../core/connection'
import { fromStoredPath } from '../core/paths'

/** An image as exports name it; `path` is absolute. */
export interface Named {
  id: number
  name: string
  path: string
}

type FindNamed = (names: readonly string[]) => Named[]

/**
 * The name of an image that no other one has: its own, or where others are called so too, with as
 * many of the folders before it as tell them apart: `a/x.jpg` and `b/x.jpg`. It depends on what the
 * library or job holds and not on what is exported, so that it is the same in every file.
 */
function distinctName(image: Named, find: FindNamed): string {
  const { name, id } = image
  const around = foldersAround(image)
  for (let depth = 1; depth <= around.length; depth++) {
    const candidate = [...around.slice(-depth), name].join('/')
    const taken = find(endingsOf(candidate)).some(
      (other) =>
        other.path !== image.path && (other.name === candidate || leadsTo(other, candidate))
    )
    if (!taken) return candidate
  }
  return numbered(name, id)
}

/** `x.jpg` as `x (7).jpg`. */
export const numbered = (name: string, number: number): string =>
  name.replace(/(\.[^./]*)?$/, (ending) => ` (${number})${ending}`)

/** The folders that lead to where an image's name begins. */
function foldersAround({ name, path }: Named): string[] {
  const parts = path.split(/[\\/]/).filter((part) => part !== '')
  return parts
    .slice(0, Math.max(0, parts.length - name.split('/').length))
    .map((part) => part.replace(/:$/, ''))
}

const leadsTo = (other: Named, candidate: string): boolean =>
  `/${[...foldersAround(other), other.name].join('/')}`.endsWith(`/${candidate}`)

/** `a/b/x.jpg`, `b/x.jpg` and `x.jpg`: what images may be called that could get the first name. */
function endingsOf(name: string): string[] {
  const parts = name.split('/')
  return parts.map((_, from) => parts.slice(from).join('/'))
}

/** All that the name could mean: those that have it, or else the one that exports call so. */
function named(name: string, find: FindNamed, nameOf: (image: Named) => string): Named[] {
  const exact = onePerPath(find([name]))
  if (exact.length > 0) return exact
  const others = find(endingsOf(name).slice(1))
  return onePerPath(others.filter((image) => nameOf(image) === name))
}

const onePerPath = (images: readonly Named[]): Named[] => [
  ...new Map(images.map((image) => [image.path, image])).values()
]

/** The name of an image of the library that no other one has in exports. */
export function imageExportName(db: ReadDb, image: Named): string {
  return hasTwin(db, image) ? distinctName(image, findImages(db)) : image.name
}

/** The same for an image by its id; null where the library has it no more. */
export function imageExportNameOf(db: ReadDb, id: number): string | null {
  const image = get<Named>(db, 'SELECT id, name, path FROM image WHERE id = ?', id)
  return image ? imageExportName(db, { ...image, path: fromStoredPath(db, image.path) }) : null
}

/** The images of the library that a template may mean by a name: none, one, or several. */
export const imagesNamed = (db: ReadDb, name: string): Named[] =>
  named(name, findImages(db), (image) => imageExportName(db, image))

/** Whether another image of the library has the same name. */
export const hasTwin = (db: ReadDb, { id, name }: Pick<Named, 'id' | 'name'>): boolean =>
  get(db, 'SELECT 1 FROM image WHERE name = ? AND id <> ? LIMIT 1', name, id) !== undefined

function findImages(db: ReadDb): FindNamed {
  return (names) =>
    all<Named>(
      db,
      'SELECT id, name, path FROM image WHERE name IN (SELECT value FROM json_each(?))',
      JSON.stringify(names)
    ).map((image) => ({ ...image, path: fromStoredPath(db, image.path) }))
}

/** The name of an item of a captioning that no other image of the job has in exports. */
export function itemExportName(db: ReadDb, jobId: number, item: Named): string {
  const find = findItems(db, jobId)
  const twin = find([item.name]).some(({ path }) => path !== item.path)
  return twin ? distinctName(item, find) : item.name
}

/** The items of a captioning that a template may mean by a name, in whichever normal form it is. */
export function itemsNamed(db: ReadDb, jobId: number, name: string): Named[] {
  for (const form of new Set([name, name.normalize('NFC'), name.normalize('NFD')])) {
    const find = findItems(db, jobId)
    const found = named(form, find, (item) => itemExportName(db, jobId, item))
    if (found.length > 0) return found
  }
  return []
}

function findItems(db: ReadDb, jobId: number): FindNamed {
  return (names) =>
    all<Named>(
      db,
      `SELECT item_index AS id, file AS name, path FROM ledger
       WHERE file IN (SELECT value FROM json_each(?)) AND job_id = ?`,
      JSON.stringify(names),
      jobId
    ).map((item) => ({ ...item, path: fromStoredPath(db, item.path) }))
}
