import type { Split } from '../../../shared/domain'
import { listExportedImages } from '../../store/exports'
import type { Library } from '../../store/library'
import { writeFileAtomic } from '../files/write-file-atomic'
import { captionFileWriters, type CaptionFileFormat } from './caption-file'

/**
 * Writes the captions of a split to `file`; counts what was written. A submission has at most one
 * caption an image. Throws `file.unwritable`.
 */
export async function exportCaptions(
  library: Library,
  { file, format, split }: { file: string; format: CaptionFileFormat; split: Split | 'all' }
): Promise<{ file: string; images: number; captions: number }> {
  const listed = listExportedImages(library.read, split)
  const withCaption = listed.filter(({ captions }) => captions.length > 0)
  await writeFileAtomic(file, captionFileWriters[format](listed))
  return {
    file,
    images: format === 'submission' || format === 'jsonl' ? listed.length : withCaption.length,
    captions:
      format === 'submission'
        ? withCaption.length
        : withCaption.reduce((sum, { captions }) => sum + captions.length, 0)
  }
}
