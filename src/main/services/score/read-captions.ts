import { AppError } from '../../../shared/errors'
import { readCocoNames } from '../import/formats/coco-names'
import { readInput } from '../import/read-input'

/**
 * The captions of each image of a caption file of any format that the import reads; names and
 * texts in normalisation form C. COCO results, which know ids alone, are named as the images of
 * `references` where that is a COCO file. Throws what makes the file unreadable, and `import.wrong-shape`
 * for one of another kind.
 */
export async function readCaptions(
  path: string,
  references?: string
): Promise<Map<string, string[]>> {
  const named = references === undefined ? null : await readCocoNames(references)
  const input = await readInput({ path, format: 'auto', beside: named?.path ?? null })
  if (input.kind !== 'images') {
    throw new AppError('import.wrong-shape', { path, format: 'viecap4h' })
  }
  const captions = new Map<string, string[]>()
  for (const { image, captions: texts } of input.records) {
    const name = image.normalize('NFC')
    const known = captions.get(name) ?? []
    if (known.length === 0) captions.set(name, known)
    for (const text of texts) known.push(text.normalize('NFC'))
  }
  return captions
}
