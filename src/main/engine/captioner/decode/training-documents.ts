import { join } from 'node:path'
import { memoryFiles, type TrainingItem } from '../../../../shared/engine-protocol'
import { readTextPieces } from '../../../base/files/regular-file'
import { DocumentFrequencies } from '../../metrics/document-frequencies'
import { splitWords } from '../../metrics/words'

/**
 * Document frequencies of the captions in the memory of the folder `dir`, a document being those of one
 * image; none of a run on pairs alone.
 */
export async function trainingDocuments(dir: string): Promise<DocumentFrequencies> {
  const documents = new Map<number, string[][]>()
  let rest = ''
  for await (const piece of readTextPieces(join(dir, memoryFiles.items))) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const item = JSON.parse(line) as TrainingItem
      if (item.kind !== 'caption' || item.split !== 'train') continue
      const known = documents.get(item.imageId)
      if (known) known.push(splitWords(item.text))
      else documents.set(item.imageId, [splitWords(item.text)])
    }
  }
  const frequencies = new DocumentFrequencies()
  for (const captions of documents.values()) frequencies.add(captions)
  return frequencies
}
