import { SaxesParser } from 'saxes'
import { AppError } from '../../../../shared/errors'
import type { TextSource } from '../read/text-source'
import type { Extra, ImportEvent, ImportEvents } from './events'
import type { Sides } from './line-pairs'

/** A document's head on one side: its attributes, and what stands before its segments. */
interface DocHead {
  attributes: Record<string, string>
  head: Record<string, string>
}

interface XmlSide {
  set: { name: string; attributes: Record<string, string> }
  docs: Map<string, DocHead>
  /** By document and segment id, in the file's order. */
  segments: Map<string, { doc: string; seg: string; text: string }>
}

const BATCH = 256

/**
 * The two XML files of an IWSLT test set: segments belong together by document and segment id.
 * One that only one side has is a pair with a blank side. The ids are kept beside the pairs, and
 * the heads of the documents beside the import. Throws `import.bad-xml`.
 */
export async function* readIwsltXml({ english, vietnamese }: Sides): ImportEvents {
  const left = await readSide(english)
  const right = await readSide(vietnamese)
  yield [{ type: 'file', extra: { english: headsOf(left), vietnamese: headsOf(right) } }]
  let batch: ImportEvent[] = []
  for (const where of new Set([...left.segments.keys(), ...right.segments.keys()])) {
    const a = left.segments.get(where)
    const b = right.segments.get(where)
    const extra: Extra = { doc: (a ?? b)?.doc ?? '', seg: (a ?? b)?.seg ?? '' }
    batch.push({ type: 'pair', english: a?.text ?? '', vietnamese: b?.text ?? '', extra, where })
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

const headsOf = ({ set, docs }: XmlSide) => ({ set, docs: Object.fromEntries(docs) })

async function readSide(source: TextSource): Promise<XmlSide> {
  const { path } = source
  const side: XmlSide = { set: { name: '', attributes: {} }, docs: new Map(), segments: new Map() }
  const parser = makeParser(side, path)
  for await (const chunk of source.chunks()) parser.write(chunk)
  parser.close()
  if (side.segments.size === 0) throw new AppError('import.wrong-shape', { path, format: 'pairs' })
  return side
}

function makeParser(side: XmlSide, path: string): SaxesParser {
  let doc = ''
  let head: DocHead | null = null
  let text = ''
  let seg = ''
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new AppError('import.bad-xml', { path, detail: error.message }, { cause: error })
  })
  parser.on('opentag', ({ name, attributes }) => {
    text = ''
    if (name.endsWith('set')) side.set = { name, attributes }
    if (name === 'seg') seg = attributes['id'] ?? ''
    if (name !== 'doc') return
    doc = attributes['docid'] ?? ''
    head = { attributes, head: {} }
    side.docs.set(doc, head)
  })
  parser.on('text', (chunk) => {
    text += chunk
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'seg') side.segments.set(`doc ${doc} seg ${seg}`, { doc, seg, text })
    else if (name === 'doc') head = null
    else if (head && text.trim() !== '') head.head[name] = text
    text = ''
  })
  return parser
}
