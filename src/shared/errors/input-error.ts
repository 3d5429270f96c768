import { AppError } from './index'

/** What people are told of an issue, of valibot itself or as the Standard Schema has it. */
interface Issue {
  readonly message: string
  readonly path?: readonly unknown[] | undefined
}

/** `input.invalid` for the first of a schema's issues, naming the field by its dotted path. */
export function inputError(issues: readonly Issue[]): AppError {
  const [issue] = issues
  const keys = (issue?.path ?? []).map(keyOf)
  return new AppError('input.invalid', {
    field: keys.join('.') || 'input',
    detail: (issue?.message ?? 'unknown').replace(/\.$/, '')
  })
}

/** A step of the path: the key itself, or an object that holds it. */
function keyOf(part: unknown): string {
  return String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part)
}
