/** The text of one file, piece by piece. */
export type TextPieces = AsyncGenerator<string>

/** A JSON list with one element a line. */
export async function* jsonList(elements: AsyncIterable<unknown>, indent = ''): TextPieces {
  let first = true
  yield '['
  for await (const element of elements) {
    yield `${first ? '' : ','}\n${indent} ${JSON.stringify(element)}`
    first = false
  }
  yield first ? ']' : `\n${indent}]`
}
