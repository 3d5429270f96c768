import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import { fileError, isMissing } from '../../../base/files/file-error'
import { readText } from '../../../base/files/regular-file'
import { isDeep } from './json-depth'

/** Bytes of a file that are read: tokenizers of a hundred languages have tens of millions, others far fewer. */
const mostOf = (file: string): number => (file === 'tokenizer.json' ? 2 ** 28 : 2 ** 26)

/** The text of `file` in the model folder `dir`, or null where it has none. */
export async function findText(dir: string, file: string): Promise<string | null> {
  const path = join(dir, file)
  try {
    return await readText(path, mostOf(file))
  } catch (error) {
    if (isMissing(error)) return null
    throw fileError(path, error)
  }
}

/**
 * `file` of the model folder `dir` as `schema` wants it, or null where the folder has none.
 * Throws `model.bad-file`, naming the field that is wrong.
 */
export async function findJson<S extends v.GenericSchema>(
  dir: string,
  file: string,
  schema: S
): Promise<v.InferOutput<S> | null> {
  const text = await findText(dir, file)
  return text === null ? null : parseJson(join(dir, file), text, schema)
}

/** As `findJson`, but throws `model.file-missing` where the folder has no such file. */
export async function readJson<S extends v.GenericSchema>(
  dir: string,
  file: string,
  schema: S
): Promise<v.InferOutput<S>> {
  const text = await findText(dir, file)
  if (text === null) throw new AppError('model.file-missing', { path: dir, file })
  return parseJson(join(dir, file), text, schema)
}

function parseJson<S extends v.GenericSchema>(
  path: string,
  text: string,
  schema: S
): v.InferOutput<S> {
  if (isDeep(text))
    throw new AppError('model.bad-file', { path, detail: 'it is nested too deeply' })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('model.bad-file', { path, detail: 'it is not valid JSON' }, { cause })
  }
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  const field = v.getDotPath(issue)
  throw new AppError('model.bad-file', {
    path,
    detail: field ? `${field}: ${issue.message}` : issue.message
  })
}
