import { IMAGE_NAME } from '../../../../shared/image-name'
import type { ImageFinder } from '../image-probe'
import { readLines } from '../read/lines'
import type { TextSource } from '../read/text-source'
import { IMAGE_NAMES, withoutNumber } from './choose-columns'
import { skip, type ImportEvent, type ImportEvents } from './events'

/** A name with a number behind it or the ending of an image, and a caption behind the first separator. */
const NUMBERED = /^([^\t,|;]*#\d+)\s*[\t,|;]\s*(.*)$/
const NAMED = new RegExp(
  `^([^\\t|;]*?${IMAGE_NAME.source.replace('$', '')})\\s*[\\t,|;]\\s*(.*)$`,
  'i'
)

/** Lines that are looked at, of which the first may be a header. */
const LOOKED_AT = 20

/** A line of Flickr8k's form: `name#0<TAB>caption`, `name<TAB>caption` or `name,caption`. */
function partsOf(line: string): { name: string; text: string } | null {
  const parts = NUMBERED.exec(line) ?? NAMED.exec(line)
  const [name, text] = [parts?.[1]?.trim(), parts?.at(-1)?.trim()]
  if (!name || text === undefined) return null
  const quoted = /^"(.*)"$/.exec(text)?.[1]
  return { name: withoutNumber(name), text: quoted?.replaceAll('""', '"') ?? text }
}

/** Whether a text begins with lines of this form, but for a header. */
export function isFlickr(text: string): boolean {
  const lines = text.split(/\r?\n/).slice(0, LOOKED_AT + 1)
  // The last one may be cut.
  const said = (lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line.trim() !== '')
  const body = said.slice(isHeader(said[0] ?? '') ? 1 : 0)
  return body.length > 0 && body.every((line) => partsOf(line) !== null)
}

function isHeader(line: string): boolean {
  const [first = ''] = line.split(/[\t,|;]/)
  return IMAGE_NAMES.includes(first.trim().toLowerCase())
}

/**
 * Flickr8k's form: a line for each caption, with the name of its image before the first separator, so
 * that a comma in a caption needs no quotes. Captions of one image may be numbered by `#0`.
 */
export async function* readFlickr(source: TextSource, images: ImageFinder): ImportEvents {
  let first = true
  for await (const lines of readLines(source.chunks())) {
    yield lines.flatMap(({ number, text }): ImportEvent[] => {
      const where = `line ${number}`
      if (text === null) return [skip('record-too-long', where, '')]
      if (text.trim() === '') return []
      const header = first && isHeader(text)
      first = false
      if (header) return []
      const parts = partsOf(text)
      if (!parts) return [skip('line-malformed', where, text)]
      const name = IMAGE_NAME.test(parts.name)
        ? parts.name
        : (images.find(parts.name) ?? parts.name)
      const captions = [{ text: parts.text, extra: null }]
      return [{ type: 'image', name, captions, extra: null, key: null, where }]
    })
  }
}
