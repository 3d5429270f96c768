/** A line of a text file, counted from 1; `text` is null where it is too long to be read. */
export interface Line {
  number: number
  text: string | null
}

/** Characters that a line may have; a longer one is no line of captions. */
export const LONGEST_LINE = 16 * 1024 * 1024

/**
 * Lines of a text, some hundred at a time. They end at a line feed, with or without a carriage
 * return before it, and nowhere else: U+2028 and its like are text. A line feed at the end starts
 * no further line. Of a line beyond `longest` characters nothing is held.
 */
export async function* readLines(
  chunks: AsyncIterable<string>,
  longest = LONGEST_LINE
): AsyncGenerator<Line[]> {
  let number = 0
  let rest = ''
  let tooLong = false
  const line = (text: string): Line => {
    const kept = tooLong ? null : text.endsWith('\r') ? text.slice(0, -1) : text
    tooLong = false
    return { number: (number += 1), text: kept }
  }
  for await (const chunk of chunks) {
    const parts = chunk.split('\n')
    const last = parts.pop() ?? ''
    if (parts.length > 0) {
      const [first = '', ...others] = parts
      const lines = [line(rest + first)]
      for (const text of others) lines.push(line(text))
      rest = ''
      yield lines
    }
    rest += last
    if (rest.length > longest) {
      tooLong = true
      rest = ''
    }
  }
  if (rest !== '' || tooLong) yield [line(rest)]
}
