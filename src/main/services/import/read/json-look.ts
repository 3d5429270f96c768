import * as v from 'valibot'
import { JsonElements, JsonFileError, type JsonElement } from './json-elements'
import { parseRecord } from './json-record'

/** What the beginning of a JSON file shows of its shape. */
export interface JsonLook {
  /** A list, an object, or a record on each line. */
  root: 'list' | 'object' | 'lines'
  /** Whether each line of it is a record by itself, be it inside of a list. */
  byLine: boolean
  /** The first records of a list or of lines. */
  records: Fields[]
  /** The first of each list that is a member of the root, and the root's other members. */
  members: Map<string, unknown>
}

export type Fields = Record<string, unknown>

const Fields = v.record(v.string(), v.unknown())

/** The members of a JSON object; null for anything else. */
export const fieldsOf = (value: unknown): Fields | null =>
  v.is(Fields, value) && !Array.isArray(value) ? value : null

/** Those of some values that are JSON objects. */
export const recordsAmong = (values: readonly unknown[]): Fields[] =>
  values.map(fieldsOf).filter((record) => record !== null)

/** Records that are looked at. */
const MAX_RECORDS = 100

/** The shape of a JSON text by its beginning; null where it is none. */
export function lookAtJson(text: string): JsonLook | null {
  const elements = new JsonElements()
  const found: JsonElement[] = []
  let lines = false
  for (const piece of text.split(/(?<=\n)/)) {
    try {
      found.push(...elements.push(piece))
    } catch (error) {
      if (!(error instanceof JsonFileError)) throw error
      // Another record behind the first one, which is complete.
      lines = elements.rootIsList === false && isWhole(elements)
      break
    }
  }
  if (elements.rootIsList === null) return null
  const byLine = isByLine(text)
  const records = lines ? lineRecords(text) : elements.rootIsList ? listRecords(found) : []
  const members = new Map<string, unknown>()
  if (!lines) {
    for (const { key, value } of found) {
      if (key !== null && !members.has(key)) members.set(key, value)
    }
  }
  const root = lines ? 'lines' : elements.rootIsList ? 'list' : 'object'
  return { root, byLine, records, members }
}

function isWhole(elements: JsonElements): boolean {
  try {
    elements.end()
    return true
  } catch {
    return false
  }
}

const listRecords = (found: readonly JsonElement[]): Fields[] =>
  recordsAmong(found.slice(0, MAX_RECORDS).map(({ value }) => value))

function lineRecords(text: string): Fields[] {
  // The last line may be cut.
  const lines = text.split('\n').slice(0, MAX_RECORDS)
  const records = lines.map(recordOf).filter((record) => record !== '')
  return recordsAmong(records.map((record) => parseRecord(record).value))
}

/** Whether the first line that is no bracket of a list is a record by itself. */
function isByLine(text: string): boolean {
  const line = text.split('\n').find((one) => recordOf(one) !== '')
  return line !== undefined && fieldsOf(parseRecord(recordOf(line)).value) !== null
}

/** The record that a line holds; '' for a blank one and for the brackets of a list. */
export function recordOf(line: string): string {
  const text = line.trim()
  if (/^[[\]],?$/.test(text)) return ''
  return text.endsWith('},') ? text.slice(0, -1) : text
}
