import type { SkipReason } from '../../../../shared/domain'

/** Where a text first departs from JSON, and in which member. */
export interface JsonFault {
  reason: Extract<SkipReason, `json-${string}`>
  /** Characters before it. */
  offset: number
  /** The member that holds it, such as `area` or `box.2`; null at the outermost level. */
  field: string | null
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'end'

const BLANK = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/uy
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y

/** The first fault of a text that `JSON.parse` refuses; null where it finds none. */
export function findJsonFault(text: string): JsonFault | null {
  const path: (string | number)[] = []
  let expected: Expected = 'value'
  let at = 0
  const fault = (reason: JsonFault['reason']): JsonFault => ({
    reason,
    offset: at,
    field: path.length > 0 ? path.join('.') : null
  })
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  const close = (): void => {
    path.pop()
    expected = path.length === 0 ? 'end' : 'comma-or-end'
  }
  for (;;) {
    at += take(BLANK)?.length ?? 0
    const char = text.charAt(at)
    if (char === '') return expected === 'end' ? null : fault('json-cut')
    if (char === '/') return fault('json-comment')
    const isKey = expected.startsWith('key')
    if (char === '"' && (isKey || expected.startsWith('value'))) {
      const string = take(STRING) ?? ''
      const end = text.charAt(at + string.length)
      if (end !== '"') {
        at += string.length
        return fault(end === '' ? 'json-cut' : end === '\\' ? 'json-escape' : 'json-control')
      }
      if (isKey) path[path.length - 1] = string.slice(1)
      at += string.length + 1
      expected = isKey ? 'colon' : path.length === 0 ? 'end' : 'comma-or-end'
    } else if (expected.startsWith('value') && (char === '{' || char === '[')) {
      path.push(char === '{' ? '' : 0)
      expected = char === '{' ? 'key-or-end' : 'value-or-end'
      at += 1
    } else if (expected.endsWith('-or-end') && char === (isList(path) ? ']' : '}')) {
      close()
      at += 1
    } else if (expected === 'colon' && char === ':') {
      expected = 'value'
      at += 1
    } else if (expected === 'comma-or-end' && char === ',') {
      const last = path.at(-1)
      if (typeof last === 'number') path[path.length - 1] = last + 1
      expected = typeof last === 'number' ? 'value' : 'key'
      at += 1
    } else if (expected.startsWith('value')) {
      const scalar = take(SCALAR)
      if (scalar === undefined) return fault(reasonAt(char))
      at += scalar.length
      expected = path.length === 0 ? 'end' : 'comma-or-end'
    } else if (expected === 'end') return fault('json-more')
    else return fault(isKey ? reasonAt(char, 'json-quotes') : 'json-comma')
  }
}

const isList = (path: readonly (string | number)[]): boolean => typeof path.at(-1) === 'number'

function reasonAt(char: string, word: JsonFault['reason'] = 'json-value'): JsonFault['reason'] {
  if (char === ',' || char === ']' || char === '}') return 'json-comma'
  return /['‘’“”`]/.test(char) ? 'json-quotes' : word
}
