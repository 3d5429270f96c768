import { quoteValue } from './complete'
import type { FieldTable } from './fields'
import type { Bounds, FilterNode } from './nodes'
import { parseFilter } from './parse'

/** A filter as a form: what a form cannot show stays as text in `rest`. */
export interface FilterForm {
  /** Phrases that have to be there, and those that must not. */
  phrases: string[]
  without: string[]
  choices: Record<string, string[]>
  numbers: Record<string, Bounds>
  texts: Record<string, string>
  rest: string
}

const emptyForm = (): FilterForm => ({
  phrases: [],
  without: [],
  choices: {},
  numbers: {},
  texts: {},
  rest: ''
})

/** The form that a filter's text fills in. */
export function readForm(text: string, fields: FieldTable): FilterForm {
  const form = emptyForm()
  const { node, errors } = parseFilter(text, fields)
  if (errors.length > 0) return { ...form, rest: text }
  const parts = node?.type === 'and' ? node.parts : node ? [node] : []
  // Brackets and OR are not told apart by their places: the text as a whole stays as it is.
  if (parts.some(isNested)) return { ...form, rest: text.trim() }
  const rest = parts.filter((part) => !take(form, part)).map((part) => sourceOf(text, part))
  return { ...form, rest: rest.join(' ') }
}

const isNested = (node: FilterNode): boolean =>
  node.type === 'or' ||
  node.type === 'and' ||
  (node.type === 'not' && ['or', 'and', 'not'].includes(node.part.type))

/** Puts a part into the form; false where the form has no place for it. */
function take(form: FilterForm, node: FilterNode): boolean {
  switch (node.type) {
    case 'phrase':
      return form.phrases.push(node.text) > 0
    case 'not':
      return node.part.type === 'phrase' && form.without.push(node.part.text) > 0
    case 'choice':
      return putOnce(form.choices, node.field, node.values)
    case 'number':
      return putOnce(form.numbers, node.field, { from: node.from, to: node.to })
    case 'text':
      return putOnce(form.texts, node.field, node.value)
    default:
      return false
  }
}

function putOnce<T>(table: Record<string, T>, field: string, value: T): boolean {
  if (Object.hasOwn(table, field)) return false
  table[field] = value
  return true
}

function sourceOf(text: string, node: FilterNode): string {
  if (node.type === 'not') return `-${sourceOf(text, node.part)}`
  return 'start' in node ? text.slice(node.start, node.end) : ''
}

/** The filter's text for a form. */
export function writeForm(form: FilterForm): string {
  const phrase = (text: string) => (text.trim() === '' ? [] : [quotePhrase(text.trim())])
  return [
    ...Object.entries(form.choices).flatMap(([field, values]) =>
      values.length > 0 ? [`${field}:${values.join(',')}`] : []
    ),
    ...Object.entries(form.numbers).flatMap(([field, bounds]) => writeBounds(field, bounds)),
    ...Object.entries(form.texts).flatMap(([field, value]) =>
      value.trim() === '' ? [] : [`${field}:${quoteValue(value.trim())}`]
    ),
    ...form.phrases.flatMap(phrase),
    ...form.without.flatMap(phrase).map((text) => `-${text}`),
    ...(form.rest.trim() === '' ? [] : [form.rest.trim()])
  ].join(' ')
}

function writeBounds(field: string, { from, to }: Bounds): string[] {
  if (from === null && to === null) return []
  if (from === null) return [`${field}<=${to ?? ''}`]
  if (to === null) return [`${field}>=${from}`]
  return [from === to ? `${field}:${from}` : `${field}:${from}..${to}`]
}

/** In quotes where it would be taken for something else. */
function quotePhrase(text: string): string {
  const plain = /^[\p{L}\p{N}][^\s()|":=<>]*$/u.test(text) && text !== 'OR'
  return plain ? text : `"${text.replaceAll('"', '')}"`
}
