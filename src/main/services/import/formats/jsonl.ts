import * as v from 'valibot'
import { ImageName, OneOrMore } from './caption-fields'
import { splitLines } from './lines'
import { skip, type ImageRecord, type ParsedImages } from './parsed'

/** `image` names the picture, as `id` does in files that follow vieCap4H. */
const Row = v.object({
  image: v.optional(ImageName),
  id: v.optional(ImageName),
  caption: v.optional(v.string()),
  captions: v.optional(OneOrMore)
})

/** JSON lines of `{ image, caption }` or `{ image, captions: [...] }`; blank lines are allowed. */
export function parseJsonl(text: string): ParsedImages {
  const parsed: ParsedImages = { records: [], skipped: [] }
  for (const [index, line] of splitLines(text).entries()) {
    if (line.trim() === '') continue
    const where = `line ${index + 1}`
    const record = parseRow(line, where)
    if (record) parsed.records.push(record)
    else parsed.skipped.push(skip('line-malformed', where, line))
  }
  return parsed
}

function parseRow(line: string, where: string): ImageRecord | null {
  let item: unknown
  try {
    item = JSON.parse(line)
  } catch {
    return null
  }
  const row = v.safeParse(Row, item)
  if (!row.success) return null
  const image = row.output.image ?? row.output.id
  if (image === undefined) return null
  const { caption, captions = [] } = row.output
  return { image, captions: caption === undefined ? captions : [caption, ...captions], where }
}
