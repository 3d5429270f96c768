import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Split } from '../../../shared/domain'
import { mutateInChunks } from '../../store/chunks'
import { beginImport, finishImport, importCaptions, importImage } from '../../store/imports'
import type { Library } from '../../store/library'
import { madeCaption } from './made-captions'

export interface Filling {
  images: number
  captionsPerImage: number
  onProgress?: (done: number) => void
}

const splits: readonly Split[] = ['train', 'train', 'train', 'train', 'val', 'test']

/**
 * Fills a library with images and captions that were made up, as an import writes them. The images
 * have no files: this is for measuring the store and what lists it.
 */
export async function fillLibrary(
  library: Library,
  { images, captionsPerImage, onProgress }: Filling
): Promise<void> {
  const ref = beginImport(library.write, 'bench', 'viecap4h')
  const numbers = Array.from({ length: images }, (_, number) => number)
  await mutateInChunks(
    library.write,
    'import',
    numbers,
    (mutation, number) => {
      const { id } = importImage(mutation, ref, madeImage(library.root, number))
      const texts = Array.from({ length: captionsPerImage }, (_, place) => ({
        text: madeCaption(number * captionsPerImage + place),
        extra: null
      }))
      importCaptions(mutation, ref, id, texts)
    },
    { onProgress }
  )
  finishImport(library.write, ref)
}

function madeImage(root: string, number: number) {
  // Not in the order of their numbers, as pictures of several folders come.
  const ward = (number * 7919) % 97
  const name = `khoa-${ward}/ảnh ${number}.jpg`
  return {
    name,
    path: join(root, 'pictures', name),
    contentHash: createHash('sha256').update(name).digest('hex'),
    width: 1920,
    height: number % 3 === 0 ? 1440 : 1080,
    bytes: 200_000 + number,
    split: splits[number % splits.length] ?? 'train'
  }
}
