import { AppError } from '../../../shared/errors'

const PAIR_NAME = /\.(en|vi)(\.xml|\.txt)?$/i

/** Whether a file is one side of a pair of files: `X.en`, `X.vi.xml`, `X.en.txt`. */
export const isPairFile = (path: string): boolean => PAIR_NAME.test(path)

/** Both sides of a pair of files, one of which is `path`; throws `import.unknown-format`. */
export function pairPaths(path: string): { english: string; vietnamese: string } {
  if (!isPairFile(path)) throw new AppError('import.unknown-format', { path })
  const side = (language: string) => path.replace(PAIR_NAME, `.${language}$2`)
  return { english: side('en'), vietnamese: side('vi') }
}

/** Both files that an export of pairs writes for `path`, with the ending behind the language. */
export function pairPathsOf(path: string, ending: string): { english: string; vietnamese: string } {
  const stem = path.replace(PAIR_NAME, '').replace(/\.xml$/i, '')
  return { english: `${stem}.en${ending}`, vietnamese: `${stem}.vi${ending}` }
}
