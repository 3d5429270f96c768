import { AppError } from '../../../../shared/errors'

/** The value of a JSON file; throws `import.bad-json`, naming `path`. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The message quotes the text, line ends and all; a message for a person is one line.
    const detail = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ')
    throw new AppError('import.bad-json', { path, detail }, { cause: error })
  }
}
