import { parse, posix, relative, sep } from 'node:path'
import type { ClusterProfile } from '../../../../shared/domain'

/** Where a cluster finds an image, and whether it is to be copied there. */
export interface ImagePlace {
  there: string
  copied: boolean
}

/**
 * Where the image at `path` is on the cluster: where the profile's `images` say, else by its own
 * path, or in a copy below `root` where the cluster is another machine's.
 */
export function placeOfImage(
  { host, images }: Pick<ClusterProfile, 'host' | 'images'>,
  root: string,
  path: string
): ImagePlace {
  const shared = Object.entries(images)
    .filter(([here]) => path === here || path.startsWith(here.endsWith(sep) ? here : here + sep))
    .sort(([one], [other]) => other.length - one.length)[0]
  if (shared) {
    const [here, there] = shared
    return { there: joined(there, relative(here, path)), copied: false }
  }
  if (host === undefined) return { there: path, copied: false }
  return { there: joined(`${root}/${IMAGES}`, relative(parse(path).root, path)), copied: true }
}

/** Folder of copied images in that of the library, by their whole paths. */
export const IMAGES = 'images'

const joined = (folder: string, path: string): string => posix.join(folder, ...path.split(sep))
