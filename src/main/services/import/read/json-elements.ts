import { countLines, MAX_LEVELS, parseRecord, type RecordFault } from './json-record'

/** A value that stands right below the root of a JSON file, or in a list below it. */
export interface JsonElement {
  /** Name of the root's member that holds it; null where the root is a list. */
  key: string | null
  /** Place in its list, from 0; null for a member of the root that is no list. */
  index: number | null
  /** The line that it begins on, from 1. */
  line: number
  value: unknown
  /** Why it cannot be read; then `value` is undefined. */
  fault?: RecordFault
}

/** Why a JSON file cannot be read as a whole. */
export class JsonFileError extends Error {
  constructor(
    /** Whether the file ends in the middle. */
    readonly cut: boolean,
    /** The line of the fault, from 1. */
    readonly line: number,
    /** What stands there and is not expected. */
    readonly found: string
  ) {
    super(`unexpected ${JSON.stringify(found)} on line ${line}`)
  }
}

/** Characters that one element may have. */
const LONGEST_ELEMENT = 16 * 1024 * 1024

const QUOTE = 34
const BACKSLASH = 92
const SLASH = 47
const isOpening = (code: number) => code === 123 || code === 91
const isClosing = (code: number) => code === 125 || code === 93
const isBlank = (code: number) => code === 32 || code === 10 || code === 13 || code === 9

type Wanted = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/** Where in a comment the text is; null outside. Whether it is one shows with its second character. */
type Comment = 'begun' | 'line' | 'block' | 'block-ending' | null

/**
 * Cuts a JSON text of any length into its elements and parses each by itself, so that only one is
 * held at a time, and one that is not valid costs no other. The libraries for this hold the lists
 * that they walk, or ask for input that can be trusted. What it takes is what `JSON.parse` takes, with
 * numbers as they are written, and elements of up to 16 Mi characters; between elements also comments
 * and a comma before the end.
 */
export class JsonElements {
  /** Whether the root is a list; null before it was seen. */
  rootIsList: boolean | null = null
  /** Members of the root that are lists, also empty ones. */
  readonly lists = new Set<string>()
  #wanted: Wanted = 'value'
  #comment: Comment = null
  #key: string | null = null
  #index = 0
  #inList = false
  #line = 1
  /** The element being read: its text so far, what is open in it, and whether it is in a string. */
  #text: string | null = null
  #tooLong = false
  #depth = 0
  #deepest = 0
  #inString = false
  #escaped = false
  #scalar = false

  /** Elements that end in the next piece of the text. Throws a {@link JsonFileError}. */
  push(chunk: string): JsonElement[] {
    const found: JsonElement[] = []
    let at = 0
    while (at < chunk.length) {
      at = this.#text === null ? this.#structure(chunk, at) : this.#element(chunk, at, found)
    }
    return found
  }

  /** Throws a {@link JsonFileError} where the text has not come to its end. */
  end(): void {
    if (this.#wanted !== 'nothing' || this.#text !== null) {
      throw new JsonFileError(true, this.#line, '')
    }
  }

  /** Takes one character between elements; returns where to go on. */
  #structure(chunk: string, at: number): number {
    const code = chunk.charCodeAt(at)
    if (code === 10) this.#line += 1
    if (this.#comment) return this.#inComment(chunk, at)
    if (isBlank(code)) return at + 1
    if (code === SLASH) {
      this.#comment = 'begun'
      return at + 1
    }
    const char = chunk.charAt(at)
    const closes = char === (this.#inList || this.rootIsList ? ']' : '}')
    // A comma before the end is taken: it costs nobody anything.
    const mayEnd = this.#wanted.endsWith('-or-end') || this.#endsAfterComma
    if (this.rootIsList === null && isOpening(code)) {
      this.rootIsList = char === '['
      this.#wanted = this.rootIsList ? 'value-or-end' : 'key-or-end'
    } else if (mayEnd && closes) {
      this.#wanted = this.#inList ? 'comma-or-end' : 'nothing'
      this.#inList = false
    } else if (this.#wanted === 'colon' && char === ':') {
      this.#wanted = 'value'
    } else if (this.#wanted === 'comma-or-end' && char === ',') {
      this.#wanted = this.rootIsList || this.#inList ? 'value' : 'key'
    } else if (this.#wanted.startsWith('key') && code === QUOTE) {
      this.#text = ''
    } else if (this.#wanted.startsWith('value') && this.rootIsList !== null) {
      if (char === '[' && !this.rootIsList && !this.#inList) return this.#openList(at)
      if (isClosing(code) || char === ',' || char === ':') throw this.#unexpected(char)
      this.#text = ''
      this.#scalar = code !== QUOTE && !isOpening(code)
    } else {
      throw this.#unexpected(char)
    }
    return this.#text === null ? at + 1 : at
  }

  /** Whether a comma has just been read behind which another element of a list or a member may stand. */
  get #endsAfterComma(): boolean {
    return (
      this.#wanted === 'key' || (this.#wanted === 'value' && (this.#inList || !!this.rootIsList))
    )
  }

  #inComment(chunk: string, at: number): number {
    const char = chunk.charAt(at)
    if (this.#comment === 'begun') {
      if (char !== '/' && char !== '*') throw this.#unexpected('/')
      this.#comment = char === '/' ? 'line' : 'block'
    } else if (this.#comment === 'line') {
      if (char === '\n') this.#comment = null
    } else if (this.#comment === 'block-ending' && char === '/') this.#comment = null
    else this.#comment = char === '*' ? 'block-ending' : 'block'
    return at + 1
  }

  #openList(at: number): number {
    this.#inList = true
    this.#index = 0
    this.lists.add(this.#key ?? '')
    this.#wanted = 'value-or-end'
    return at + 1
  }

  /** Reads on in an element from `from`; returns where to go on behind it. */
  #element(chunk: string, from: number, found: JsonElement[]): number {
    let at = from
    let ended = false
    for (; at < chunk.length && !ended; at += 1) {
      const code = chunk.charCodeAt(at)
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (code === BACKSLASH) this.#escaped = true
        else if (code === QUOTE) {
          this.#inString = false
          ended = this.#depth === 0
        }
      } else if (this.#scalar) {
        if (isBlank(code) || isClosing(code) || code === 44) {
          ended = true
          at -= 1
        }
      } else if (code === QUOTE) this.#inString = true
      else if (isOpening(code)) {
        this.#depth += 1
        if (this.#depth > this.#deepest) this.#deepest = this.#depth
      } else if (isClosing(code)) {
        this.#depth -= 1
        ended = this.#depth === 0
      }
    }
    this.#hold(chunk.slice(from, at))
    if (ended) this.#finish(found)
    return at
  }

  /** Of an element that is too long or too deep no more is held than shows which one it is. */
  #hold(piece: string): void {
    const text = (this.#text ?? '') + piece
    if (text.length > LONGEST_ELEMENT || this.#deepest > MAX_LEVELS) this.#tooLong = true
    if (this.#tooLong) this.#line += countLines(text.slice(200))
    this.#text = this.#tooLong ? text.slice(0, 200) : text
  }

  #finish(found: JsonElement[]): void {
    const text = this.#text ?? ''
    const line = this.#line
    const isKey = this.#wanted.startsWith('key')
    const parsed = this.#tooLong ? { fault: this.#beyondReason(text) } : parseRecord(text)
    this.#line += countLines(text)
    this.#text = null
    this.#scalar = false
    this.#tooLong = false
    this.#deepest = 0
    if (isKey) {
      if (parsed.fault) throw new JsonFileError(false, line, parsed.fault.what)
      this.#key = String(parsed.value)
      this.#wanted = 'colon'
      return
    }
    const listed = this.rootIsList || this.#inList
    const place = { key: this.#key, index: listed ? this.#index : null, line }
    found.push(
      parsed.fault
        ? { ...place, value: undefined, fault: parsed.fault }
        : { ...place, value: parsed.value }
    )
    this.#index += 1
    this.#wanted = 'comma-or-end'
  }

  #beyondReason(what: string): RecordFault {
    const reason = this.#deepest > MAX_LEVELS ? 'json-deep' : 'record-too-long'
    return { reason, linesBefore: 0, field: null, what }
  }

  #unexpected(char: string): JsonFileError {
    return new JsonFileError(false, this.#line, char)
  }
}
