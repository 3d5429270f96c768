import { AppError } from '../../../shared/errors'
import { readInput } from '../import/read-input'

/**
 * The captions of each picture of a caption file of any format that the import reads; names and
 * texts in normalisation form C. Throws what makes the file unreadable, and `import.wrong-shape`
 * for one of another kind.
 */
export async function readCaptions(path: string): Promise<Map<string, string[]>> {
  const input = await readInput({ path, format: 'auto' })
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
