import { constants } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../../../shared/errors'
import { sharesStem, type ExportedImage } from '../../store/exports'
import { writeFileAtomic } from '../files/write-file-atomic'
import { refuseId } from '../import/picture-id'
import type { ExportContext } from './export-context'

/** A text file of a folder: its path inside the folder, and what it holds. */
export interface FolderText {
  name: string
  text: string
  image: ExportedImage
}

/**
 * The text files of the images that have captions: `x.txt` for `x.jpg`, with one caption a line,
 * and `x.jpg.txt` where another picture is called `x` too. Names that lead elsewhere are counted.
 */
export async function* folderTexts(context: ExportContext): AsyncGenerator<FolderText> {
  for await (const image of context.images()) {
    if (refuseId(image.name) !== null) {
      context.counts.refusedNames += 1
      continue
    }
    const withPicture = context.params.withPictures
    if (image.captions.length === 0 && !withPicture) continue
    context.count(image.captions.length)
    const shared = sharesStem(context.db, image)
    const name = shared ? `${image.name}.txt` : image.name.replace(/\.[^./]+$/, '') + '.txt'
    const text = image.captions.map((caption) => context.oneLine(caption.text) + '\n').join('')
    yield { name, text, image }
  }
}

/** Writes the texts into `folder`, and with them the pictures where that was asked for. */
export async function writeFolder(folder: string, context: ExportContext): Promise<void> {
  for await (const { name, text, image } of folderTexts(context)) {
    if (text !== '') await writeFileAtomic(join(folder, name), text)
    if (context.params.withPictures) await copyPicture(image.path, join(folder, image.name))
  }
}

async function copyPicture(from: string, to: string): Promise<void> {
  if (resolve(from) === resolve(to)) return
  try {
    await mkdir(dirname(to), { recursive: true })
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('file.unwritable', { path: to, detail }, { cause: error })
  }
}
