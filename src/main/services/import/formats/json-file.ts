import { AppError } from '../../../../shared/errors'
import { JsonElements, type JsonElement } from '../read/json-elements'
import type { TextSource } from '../read/text-source'

export interface JsonShape {
  /** Whether the root has to be a list. */
  list: boolean
  /** Members of the root that have to be lists. */
  lists?: readonly string[]
}

/**
 * The elements of a JSON file of any size. Throws `import.bad-json`, or `import.wrong-shape` for a
 * root that is not as `shape` says, naming the file and `format`.
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
    if (elements.rootIsList !== null && elements.rootIsList !== list) throw wrongShape()
    yield found
  }
  attempt(path, () => elements.end())
  if (lists.some((name) => !elements.lists.has(name))) throw wrongShape()
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    // The message quotes the text, line ends and all; a message for a person is one line.
    const detail = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ')
    throw new AppError('import.bad-json', { path, detail }, { cause: error })
  }
}
