/**
 * Lines of a text file. They end at a line feed, with or without a carriage return before it, and
 * nowhere else: U+2028 and its like are text. A line feed at the end starts no further line.
 */
export function splitLines(text: string): string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  if (lines.at(-1) === '') lines.pop()
  return lines
}
