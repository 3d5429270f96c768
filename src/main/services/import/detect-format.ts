import { basename, extname } from 'node:path'
import type { ImportFormat } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'

/** The format of a file by its name and its text; throws `import.unknown-format`. */
export function detectFormat(path: string, text: string): Exclude<ImportFormat, 'auto'> {
  const name = basename(path).toLowerCase()
  if (isPairFile(name)) return 'pairs'
  switch (extname(name)) {
    case '.json':
      // A COCO file is one object, a vieCap4H file a list.
      return text.trimStart().startsWith('{') ? 'coco' : 'viecap4h'
    case '.jsonl':
    case '.ndjson':
      return 'jsonl'
    case '.csv':
      return 'csv'
    case '.tsv':
      return 'tsv'
    default:
      throw new AppError('import.unknown-format', { path })
  }
}

/** Whether a file is one side of a pair of files: `X.en`, `X.vi.xml`, `X.en.txt`. */
export function isPairFile(path: string): boolean {
  return PAIR_NAME.test(path)
}

/** Both sides of a pair of files, one of which is `path`; throws `import.unknown-format`. */
export function pairPaths(path: string): { english: string; vietnamese: string } {
  if (!isPairFile(path)) throw new AppError('import.unknown-format', { path })
  const side = (language: string) => path.replace(PAIR_NAME, `.${language}$2`)
  return { english: side('en'), vietnamese: side('vi') }
}

const PAIR_NAME = /\.(en|vi)(\.xml|\.txt)?$/i
