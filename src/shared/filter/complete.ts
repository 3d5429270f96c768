import type { FieldTable } from './fields'
import type { Span } from './nodes'

/** What may stand in the place of the word at the caret. */
export interface Completion extends Span {
  options: CompletionOption[]
}
export interface CompletionOption {
  /** What is written; a field's name with its sign, or a whole value. */
  text: string
  kind: 'field' | 'value'
  field: string
}

const DATES = ['today', '7d', '30d']

/**
 * What the word before the caret may continue as: a field's name, or behind one its values. `values`
 * holds those that only the library knows, by field.
 */
export function completeFilter(
  text: string,
  caret: number,
  fields: FieldTable,
  values: Readonly<Record<string, readonly string[]>> = {}
): Completion {
  const start = wordStart(text, caret)
  const word = text.slice(start, caret)
  const field = /^(\p{L}[\p{L}-]*)([:=]|[<>]=?)(.*)$/u.exec(word)
  if (!field) {
    const options = Object.keys(fields)
      .filter((name) => name.startsWith(word.toLowerCase()))
      .map((name) => ({ text: name + signOf(fields, name), kind: 'field' as const, field: name }))
    return { start, end: caret, options }
  }
  const [, name = '', sign = '', value = ''] = field
  const lower = name.toLowerCase()
  // Of a list such as `draft,acc` the last part continues.
  const begun = value.lastIndexOf(',') + 1
  const part = value.slice(begun).replace(/^"/, '').toLowerCase()
  const from = start + name.length + sign.length + begun
  const options = valuesOf(fields, lower, values)
    .filter((known) => known.toLowerCase().startsWith(part) && known.toLowerCase() !== part)
    .map((known) => ({ text: quoteValue(known), kind: 'value' as const, field: lower }))
  return { start: from, end: caret, options: options.slice(0, 50) }
}

/** The value as a filter's text has to write it. */
export const quoteValue = (value: string): string =>
  /^[^\s()|"-][^\s()|"]*$/.test(value) ? value : `"${value.replaceAll('"', '')}"`

const signOf = (fields: FieldTable, name: string): string =>
  fields[name]?.kind === 'number' ? '>' : fields[name]?.kind === 'share' ? ':<' : ':'

function valuesOf(
  fields: FieldTable,
  name: string,
  values: Readonly<Record<string, readonly string[]>>
): readonly string[] {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (field?.kind === 'choice') return field.values
  if (field?.kind === 'date') return DATES
  return values[name] ?? []
}

/** Where the word before the caret begins; a value in quotes belongs to its field. */
function wordStart(text: string, caret: number): number {
  let start = 0
  let quoted = false
  for (let at = 0; at < caret; at += 1) {
    const char = text.charAt(at)
    if (char === '"') quoted = !quoted
    else if (!quoted && /[\s()|]/.test(char)) start = at + 1
  }
  return text.charAt(start) === '-' && start < caret ? start + 1 : start
}
