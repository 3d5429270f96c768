import type { Span } from './nodes'

/** A comparison behind a field's name; `:` and `=` ask for equality. */
export type Comparison = ':' | '=' | '>' | '>=' | '<' | '<='

export type Token = Span &
  (
    | { type: 'open' | 'close' | 'or' | 'not' }
    | { type: 'word'; text: string; quoted: boolean; closed: boolean }
    | {
        type: 'field'
        name: string
        comparison: Comparison
        value: string
        quoted: boolean
        closed: boolean
        /** Where the value begins. */
        valueStart: number
      }
  )

const BLANK = /\s/
const FIELD = /^(\p{L}[\p{L}-]*)(>=|<=|[:=<>])/u

/** The parts of a filter's text. A minus right before something negates it; elsewhere it is a word's. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    if (BLANK.test(char)) at += 1
    else if (char === '(' || char === ')') {
      tokens.push({ type: char === '(' ? 'open' : 'close', start: at, end: at + 1 })
      at += 1
    } else if (char === '|') {
      tokens.push({ type: 'or', start: at, end: at + 1 })
      at += 1
    } else if (char === '-') {
      tokens.push({ type: 'not', start: at, end: at + 1 })
      at += 1
    } else {
      const token = readTerm(text, at)
      tokens.push(token)
      at = token.end
    }
  }
  return tokens
}

function readTerm(text: string, start: number): Token {
  const field = FIELD.exec(text.slice(start))
  if (!field) {
    const word = readValue(text, start)
    return !word.quoted && word.text === 'OR'
      ? { type: 'or', start, end: word.end }
      : { type: 'word', ...word, start }
  }
  const [whole, name = '', comparison = ':'] = field
  const valueStart = start + whole.length
  const { text: value, quoted, closed, end } = readValue(text, valueStart)
  return {
    type: 'field',
    name,
    comparison: comparison as Comparison,
    value,
    quoted,
    closed,
    valueStart,
    start,
    end
  }
}

/** What is at `start`: in quotes up to their end, else up to a space or a bracket. */
function readValue(text: string, start: number) {
  if (text.charAt(start) === '"') {
    const close = text.indexOf('"', start + 1)
    const closed = close >= 0
    const end = closed ? close + 1 : text.length
    return { text: text.slice(start + 1, closed ? close : end), quoted: true, closed, end }
  }
  let end = start
  while (end < text.length && !/[\s()|"]/.test(text.charAt(end))) end += 1
  return { text: text.slice(start, end), quoted: false, closed: true, end }
}
