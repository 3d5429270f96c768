import { SaxesParser } from 'saxes'
import { AppError } from '../../../../shared/errors'
import { addPair, type Side } from './line-pairs'
import type { ParsedPairs } from './parsed'

/**
 * The two XML files of an IWSLT test set: segments belong together by document and segment id.
 * One that only one side has is passed over as a pair with a blank side. Throws `import.bad-xml`.
 */
export function parseIwsltXml(english: Side, vietnamese: Side): ParsedPairs {
  const left = readSegments(english)
  const right = readSegments(vietnamese)
  const parsed: ParsedPairs = { pairs: [], skipped: [] }
  for (const where of new Set([...left.keys(), ...right.keys()])) {
    addPair(parsed, left.get(where) ?? '', right.get(where) ?? '', where)
  }
  return parsed
}

/** Texts of the `<seg>` elements by `doc ID seg ID`, entities decoded, in the file's order. */
function readSegments({ text, path }: Side): Map<string, string> {
  const segments = new Map<string, string>()
  let doc = ''
  let current: { where: string; text: string } | null = null
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new AppError('import.bad-xml', { path, detail: error.message }, { cause: error })
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'doc') doc = attributes['docid'] ?? ''
    if (name === 'seg') current = { where: `doc ${doc} seg ${attributes['id'] ?? ''}`, text: '' }
  })
  parser.on('text', (chunk) => {
    if (current) current.text += chunk
  })
  parser.on('closetag', ({ name }) => {
    if (name !== 'seg' || !current) return
    segments.set(current.where, current.text)
    current = null
  })
  parser.write(text).close()
  if (segments.size === 0) throw new AppError('import.wrong-shape', { path, format: 'pairs' })
  return segments
}
