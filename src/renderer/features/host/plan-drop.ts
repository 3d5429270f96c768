import type { PathKind } from '../../../shared/contract'
import { baseName, parentPath } from '../../composables/paths'
import type { WantedImport } from '../import/wanted-import'

/** What a drop asks for, or the message that says why nothing is done. */
export type DropPlan =
  | { what: 'open'; path: string }
  | { what: 'import'; wanted: WantedImport }
  | { what: 'refused'; why: 'missing' | 'oneFolder' | 'oneFile' }

/**
 * What is to be done with what was dropped: a library is opened; a folder, a caption file and images
 * of one folder are imported. Texts among images are those beside them, and the two sides of sentence
 * pairs are one import.
 */
export function planDrop(dropped: readonly { path: string; kind: PathKind }[]): DropPlan {
  const found = dropped.filter(({ kind }) => kind !== 'missing')
  const [first] = found
  if (!first) return { what: 'refused', why: 'missing' }
  if (found.length === 1) {
    return first.kind === 'library'
      ? { what: 'open', path: first.path }
      : { what: 'import', wanted: { path: first.path, names: null } }
  }
  const images = found.filter(({ kind }) => kind === 'image')
  const others = found.filter(({ kind }) => kind !== 'image')
  if (images.length > 0 && others.every(isText)) {
    const folder = parentPath(images[0]?.path ?? '')
    if (images.some(({ path }) => parentPath(path) !== folder)) {
      return { what: 'refused', why: 'oneFolder' }
    }
    const names = images.map(({ path }) => baseName(path))
    return { what: 'import', wanted: { path: folder, names } }
  }
  if (found.length === 2 && new Set(found.map(({ path }) => pairStem(path))).size === 1) {
    return { what: 'import', wanted: { path: first.path, names: null } }
  }
  return { what: 'refused', why: 'oneFile' }
}

const isText = ({ path, kind }: { path: string; kind: PathKind }) =>
  kind === 'file' && /\.txt$/i.test(path)

/** The path of one side of sentence pairs without its language; of anything else the path itself. */
const pairStem = (path: string) => path.replace(/\.(en|vi)(\.xml|\.txt)?$/i, '$2')
