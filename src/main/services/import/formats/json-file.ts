import { AppError } from '../../../../shared/errors'
import { JsonElements, JsonFileError, type JsonElement } from '../read/json-elements'
import type { TextSource } from '../read/text-source'

export interface JsonShape {
  /** Whether the root has to be a list or an object; null where it may be either. */
  list: boolean | null
  /** Members of the root that have to be lists. */
  lists?: readonly string[]
}

/**
 * The elements of a JSON file of any size. Throws `import.bad-json`, `import.cut-short`, or
 * `import.wrong-shape` for a root that is not as `shape` says, naming the file and `format`.
 */
export async function* readJsonFile(
  source: TextSource,
  format: string,
  { list, lists = [] }: JsonShape
): AsyncGenerator<JsonElement[]> {
  const { path } = source
  const elements = new JsonElements()
  const wrongShape = () => new AppError('import.wrong-shape', { path, format })
  for await (const chunk of source.chunks()) {
    const found = attempt(path, () => elements.push(chunk))
    const { rootIsList } = elements
    if (list !== null && rootIsList !== null && rootIsList !== list) throw wrongShape()
    yield found
  }
  attempt(path, () => elements.end())
  if (lists.some((name) => !elements.lists.has(name))) throw wrongShape()
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof JsonFileError)) throw error
    const { cut, line, found } = error
    if (cut) throw new AppError('import.cut-short', { path, line }, { cause: error })
    throw new AppError('import.bad-json', { path, line, found }, { cause: error })
  }
}
