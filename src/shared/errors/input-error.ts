import { AppError, isErrorCode, type ErrorCode, type ErrorParams } from './index'

/** The message for an issue, of valibot itself or as the Standard Schema has it. */
interface Issue {
  readonly message: string
  readonly path?: readonly unknown[] | undefined
  readonly kind?: string
  readonly type?: string
  readonly input?: unknown
  readonly expected?: string | null
  readonly received?: string
  readonly requirement?: unknown
  /** What each of several schemas says, of which one would have to fit. */
  readonly issues?: readonly Issue[] | undefined
}

/** Longest part of an input that an error repeats. */
const SHOWN = 100

/**
 * The error for the first of a schema's issues, naming the field by its dotted path: by the kind of
 * issue, or by its message where that is a code of the error table.
 */
export function inputError(issues: readonly Issue[]): AppError {
  const { issue, path } = nearest(issues[0] ?? { message: 'unknown' })
  const field = clip(path.map(keyOf).join('.')) || 'input'
  if (isErrorCode(issue.message)) return new AppError(issue.message, { field })
  const known = codeOf(issue)
  if (known) return new AppError(known.code, { field, ...known.params })
  return new AppError('input.invalid', { field, detail: clip(issue.message.replace(/\.$/, '')) })
}

/**
 * Of several schemas of which none fits, the one that came farthest says what is wrong, and one
 * whose field is there before one whose field is missing.
 */
function nearest(issue: Issue): { issue: Issue; path: readonly unknown[] } {
  const path = issue.path ?? []
  const inside = (issue.issues ?? []).map(nearest)
  const distance = ({ issue, path }: (typeof inside)[number]) =>
    path.length + (issue.input === undefined ? 0 : 0.5)
  const [best] = inside.toSorted((a, b) => distance(b) - distance(a))
  return best && best.path.length > 0
    ? { issue: best.issue, path: [...path, ...best.path] }
    : { issue, path }
}

function codeOf(issue: Issue): { code: ErrorCode; params: ErrorParams } | null {
  const { input, requirement } = issue
  const limit = String(requirement)
  const found = shown(input)
  switch (issue.type) {
    case 'max_length':
      return {
        code: Array.isArray(input) ? 'input.too-many' : 'input.too-long',
        params: { found: lengthOf(input), limit }
      }
    case 'min_length':
    case 'non_empty':
      return lengthOf(input) === 0 ? { code: 'input.empty', params: {} } : null
    case 'max_value':
    case 'lt_value':
      return { code: 'input.too-large', params: { found, limit } }
    case 'min_value':
    case 'gt_value':
      return { code: 'input.too-small', params: { found, limit } }
    case 'integer':
      return { code: 'input.not-whole', params: { found } }
  }
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { code: 'input.unknown', params: {} }
  }
  if (issue.kind !== 'schema' || !issue.expected) return null
  if (input === undefined) return { code: 'input.missing', params: {} }
  return { code: 'input.wrong-type', params: { found, expected: clip(issue.expected, 400) } }
}

/** A value as valibot names it, texts cut short. */
function shown(input: unknown): string {
  if (typeof input === 'string') return `"${clip(input)}"`
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'Array'
  if (typeof input === 'object') return 'Object'
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- no object any more
  return clip(String(input))
}

const lengthOf = (input: unknown): number =>
  typeof input === 'string' || Array.isArray(input) ? input.length : 0

const clip = (text: string, most = SHOWN): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text

/** A step of the path: the key itself, or an object that holds it. */
function keyOf(part: unknown): string {
  return String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part)
}
