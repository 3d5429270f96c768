import { AppError } from './index'

/** The part of a Standard Schema issue that people are told. */
interface Issue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** `input.invalid` for the first of a schema's issues, naming the field by its dotted path. */
export function inputError(issues: readonly Issue[]): AppError {
  const [issue] = issues
  const keys = (issue?.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))
  return new AppError('input.invalid', {
    field: keys.map(String).join('.') || 'input',
    detail: (issue?.message ?? 'unknown').replace(/\.$/, '')
  })
}
