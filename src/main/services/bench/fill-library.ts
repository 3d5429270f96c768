import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Split } from '../../../shared/domain'
import { unflushed } from '../../store/core/connection'
import { mutate, newGroup, type Mutation } from '../../store/core/history'
import { beginImport, finishImport, importCaptions, importImage } from '../../store/imports/imports'
import type { Library } from '../../store/core/library'
import { madeCaption } from './made-captions'

export interface Filling {
  images: number
  captionsPerImage: number
}

/** Images of one transaction. Nobody waits for this process meanwhile; small ones take times as long. */
const IMAGES_A_STEP = 20_000

const splits: readonly Split[] = ['train', 'train', 'train', 'train', 'val', 'test']

/**
 * Fills a library with images and captions that were made up, as an import writes them. The images
 * have no files: this is for measuring the store and what lists it.
 */
export function fillLibrary(
  { write: db, root }: Library,
  { images, captionsPerImage }: Filling
): void {
  const ref = beginImport(db, 'bench', 'viecap4h')
  const fill = (mutation: Mutation, from: number, end: number) => {
    for (let number = from; number < end; number += 1) {
      const image = importImage(mutation, ref, madeImage(root, number))
      const texts = Array.from({ length: captionsPerImage }, (_, place) => ({
        text: madeCaption(number * captionsPerImage + place),
        extra: null
      }))
      importCaptions(mutation, ref, image, texts)
    }
  }
  for (let from = 0; from < images; from += IMAGES_A_STEP) {
    const end = Math.min(images, from + IMAGES_A_STEP)
    unflushed(db, () =>
      mutate(db, 'import', (mutation) => fill(mutation, from, end), newGroup('edit'))
    )
  }
  finishImport(db, ref)
}

function madeImage(root: string, number: number) {
  // Not in the order of their numbers, as images of several folders come.
  const ward = (number * 7919) % 97
  const name = `khoa-${ward}/ảnh ${number}.jpg`
  return {
    name,
    path: join(root, 'images', name),
    contentHash: createHash('sha256').update(name).digest('hex'),
    width: 1920,
    height: number % 3 === 0 ? 1440 : 1080,
    bytes: 200_000 + number,
    split: splits[number % splits.length] ?? 'train'
  }
}
