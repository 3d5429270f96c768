import type { Split } from '../../../../shared/domain'
import { realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkImageAllowed } from '../../../base/files/allowed-roots'
import { copyPart } from '../../../base/files/copy-part'
import { makeFolder } from '../../../base/files/make-folder'
import { numbered } from '../../../store/images/export-names'
import { sharesStem, type ExportedImage } from '../../../store/images/exports'
import {
  closeTakenNames,
  isTaken,
  openTakenNames,
  takeName,
  type TakenNames
} from '../../../store/images/taken-names'
import type { ReadDb } from '../../../store/core/library'
import { refuseId } from '../../import/image-id'
import type { ExportContext } from '../export-context'

/** An image with the paths that it and its text have inside a folder. */
export interface PlacedImage {
  image: ExportedImage
  text: string
}

interface Placing {
  /** Of the names of text files. */
  ending: string
  /** Whether the images themselves lie in the folder. */
  copied: boolean
  /** Whether images without a caption have a place too. */
  withoutCaption: boolean
  /** The one whose images are placed; by default all that the export takes. */
  split?: Split
}

/**
 * The images that a folder gets: `x.jpg` with its text `x` + `ending`, and `x.jpg` + `ending` where
 * another image is called `x` too. No two files are the same one on a disk that does not tell upper
 * case from lower. Names that lead elsewhere are counted, and so is what is placed.
 *
 */
export async function* placedImages(
  context: ExportContext,
  choice: Placing
): AsyncGenerator<PlacedImage> {
  const taken = openTakenNames()
  try {
    for await (const image of context.images(choice.split)) {
      if (refuseId(image.name) !== null) {
        context.counts.refusedNames += 1
        continue
      }
      if (image.captions.length === 0 && !choice.withoutCaption) continue
      const names = freeNames(taken, image, choice, context.db)
      const placed = { ...image, name: names.image }
      context.count(placed)
      yield { image: placed, text: names.text }
    }
  } finally {
    closeTakenNames(taken)
  }
}

/** Names of an image and its text that no other file has; they are taken from now on. */
function freeNames(
  taken: TakenNames,
  image: ExportedImage,
  { ending, copied }: Placing,
  db: ReadDb
): { image: string; text: string } {
  const long = image.name !== image.ownName || sharesStem(db, image)
  for (let number = 1; ; number++) {
    const name = number === 1 ? image.name : numbered(image.name, number)
    const full = `${name}${ending}`
    const short = name.replace(/\.[^./]+$/, '') + ending
    const text = (long ? [full] : [short, full]).find((path) => !isTaken(taken, path))
    if (text === undefined || (copied && isTaken(taken, name))) continue
    takeName(taken, text)
    takeName(taken, name)
    return { image: name, text }
  }
}

/**
 * Copies an image to `name` in `folder`, which takes the place of the folder `goal`. An image that
 * lies there already stays. Throws `file.outside-roots`, or as `copyPart`.
 */
export async function copyImage(
  { path }: ExportedImage,
  { folder, goal, name }: { folder: string; goal: string; name: string }
): Promise<void> {
  if (await isSame(path, join(goal, name))) return
  await checkImageAllowed(path)
  await makeFolder(dirname(join(folder, name)))
  await copyPart(path, join(folder, name))
}

async function isSame(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([a, b].map((path) => realpath(path).catch(() => null)))
  return first !== null && first === second
}
