import { AppError } from '../../../../shared/errors'
import type { Look } from '../look'
import { formats, type KnownFormat } from '.'

/** The format of an input by what it holds; throws `import.unknown-format`. */
export function detectFormat(look: Look): KnownFormat {
  const found = (Object.keys(formats) as KnownFormat[]).find((name) => formats[name].detect(look))
  if (!found) throw new AppError('import.unknown-format', { path: look.path })
  return found
}
