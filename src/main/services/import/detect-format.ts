import { basename, extname } from 'node:path'
import type { ImportFormat } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { isPairHeader } from './formats/table-columns'
import { TextSource } from './read/text-source'

/** The format of a file by its name and its first characters; throws `import.unknown-format`. */
export async function detectFormat(path: string): Promise<Exclude<ImportFormat, 'auto'>> {
  const name = basename(path).toLowerCase()
  if (isPairFile(name)) return 'pairs'
  switch (extname(name)) {
    case '.json':
    case '.zip':
      // A COCO file is one object, a vieCap4H file a list.
      return (await firstLine(path)).trimStart().startsWith('{') ? 'coco' : 'viecap4h'
    case '.jsonl':
    case '.ndjson':
      return 'jsonl'
    case '.csv':
      return isPairHeader((await firstLine(path)).split(',')) ? 'pairs' : 'csv'
    case '.tsv':
      return isPairHeader((await firstLine(path)).split('\t')) ? 'pairs' : 'tsv'
    default:
      if (holdsEmbeddings({ path, format: 'auto' })) return 'embeddings'
      throw new AppError('import.unknown-format', { path })
  }
}

/** Whether a file holds embeddings: it is said to, or has the name of one. */
export function holdsEmbeddings({ path, format }: { path: string; format: ImportFormat }): boolean {
  return format === 'embeddings' || (format === 'auto' && /\.(safetensors|pth?)$/i.test(path))
}

/** The first line that says anything, or the beginning of a very long one. */
async function firstLine(path: string): Promise<string> {
  let begun = ''
  for await (const chunk of new TextSource(path).chunks()) {
    begun += chunk
    const line = begun.split('\n').find((text) => text.trim() !== '')
    if (line !== undefined) return line.replace(/\r$/, '')
  }
  return ''
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

/** Both files that an export of pairs writes for `path`, with the ending behind the language. */
export function pairPathsOf(path: string, ending: string): { english: string; vietnamese: string } {
  const stem = path.replace(PAIR_NAME, '').replace(/\.xml$/i, '')
  return { english: `${stem}.en${ending}`, vietnamese: `${stem}.vi${ending}` }
}
