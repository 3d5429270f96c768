/** A value that stands right below the root of a JSON file, or in a list below it. */
export interface JsonElement {
  /** Name of the root's member that holds it; null where the root is a list. */
  key: string | null
  /** Place in its list, from 0; null for a member of the root that is no list. */
  index: number | null
  value: unknown
}

/** Characters that one element may have. */
const LONGEST_ELEMENT = 16 * 1024 * 1024

const QUOTE = 34
const BACKSLASH = 92
const isOpening = (code: number) => code === 123 || code === 91
const isClosing = (code: number) => code === 125 || code === 93
const isBlank = (code: number) => code === 32 || code === 10 || code === 13 || code === 9

type Wanted = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/**
 * Cuts a JSON text of any length into its elements and parses each by itself, so that only one is
 * held at a time. The libraries for this hold the lists that they walk, or ask for input that can
 * be trusted. What it takes is what `JSON.parse` takes, and elements of up to 16 Mi characters.
 */
export class JsonElements {
  /** Whether the root is a list; null before it was seen. */
  rootIsList: boolean | null = null
  /** Members of the root that are lists, also empty ones. */
  readonly lists = new Set<string>()
  #wanted: Wanted = 'value'
  #key: string | null = null
  #index = 0
  #inList = false
  #position = 0
  /** The element being read: its text so far, what is open in it, and whether it is in a string. */
  #text: string | null = null
  #depth = 0
  #inString = false
  #escaped = false
  #scalar = false

  /** Elements that end in the next piece of the text. Throws a `SyntaxError`. */
  push(chunk: string): JsonElement[] {
    const found: JsonElement[] = []
    let at = 0
    while (at < chunk.length) {
      at = this.#text === null ? this.#structure(chunk, at) : this.#element(chunk, at, found)
    }
    this.#position += chunk.length
    return found
  }

  /** Throws a `SyntaxError` where the text has not come to its end. */
  end(): void {
    if (this.#wanted !== 'nothing' || this.#text !== null) {
      throw new SyntaxError(`it ends in the middle, after ${this.#position} characters`)
    }
  }

  /** Takes one character between elements; returns where to go on. */
  #structure(chunk: string, at: number): number {
    const code = chunk.charCodeAt(at)
    if (isBlank(code)) return at + 1
    const char = chunk.charAt(at)
    const mayEnd = this.#wanted.endsWith('-or-end')
    if (this.rootIsList === null && isOpening(code)) {
      this.rootIsList = char === '['
      this.#wanted = this.rootIsList ? 'value-or-end' : 'key-or-end'
    } else if (mayEnd && char === (this.#inList || this.rootIsList ? ']' : '}')) {
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
      if (isClosing(code) || char === ',' || char === ':') throw this.#unexpected(char, at)
      this.#text = ''
      this.#scalar = code !== QUOTE && !isOpening(code)
    } else {
      throw this.#unexpected(char, at)
    }
    return this.#text === null ? at + 1 : at
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
      else if (isOpening(code)) this.#depth += 1
      else if (isClosing(code)) {
        this.#depth -= 1
        ended = this.#depth === 0
      }
    }
    this.#text = (this.#text ?? '') + chunk.slice(from, at)
    if (ended) this.#finish(found)
    else if (this.#text.length > LONGEST_ELEMENT) {
      throw new SyntaxError(`one element of it has more than ${LONGEST_ELEMENT} characters`)
    }
    return at
  }

  #finish(found: JsonElement[]): void {
    const value: unknown = JSON.parse(this.#text ?? '')
    this.#text = null
    this.#scalar = false
    if (this.#wanted.startsWith('key')) {
      this.#key = String(value)
      this.#wanted = 'colon'
      return
    }
    const listed = this.rootIsList || this.#inList
    found.push({ key: this.#key, index: listed ? this.#index : null, value })
    this.#index += 1
    this.#wanted = 'comma-or-end'
  }

  #unexpected(char: string, at: number): SyntaxError {
    return new SyntaxError(`unexpected ${JSON.stringify(char)} at character ${this.#position + at}`)
  }
}
