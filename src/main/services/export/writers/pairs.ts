import { getExtra, listFileExtras } from '../../../store/imports/extras'
import {
  countExportedPairs,
  pageExportedPairs,
  type ExportedPair
} from '../../../store/images/exports'
import { protectSentence } from '../../import/clean-pair'
import { tidyCaption } from '../../import/tidy-caption'
import { tsvLine } from '../../output/table-line'
import type { ExportContext } from '../export-context'
import { cellsOf, extraColumns } from './table'
import type { TextPieces } from './text-writer'

const PAGE = 200

export type PairSide = 'english' | 'vietnamese'

/**
 * The pairs in the order of their import. What an import would read otherwise than it stands there
 * is written with escapes, so that it comes back as it is.
 */
async function* pairs(context: ExportContext): AsyncGenerator<ExportedPair> {
  const { db, pairFilter: filter } = context
  const { upTo } = countExportedPairs(db, filter)
  let page = pageExportedPairs(db, { filter, upTo }, 0, PAGE)
  while (page.length > 0) {
    for (const { seq, english, vietnamese } of page) {
      yield { seq, english: tidyCaption(english), vietnamese: tidyCaption(vietnamese) }
    }
    await context.progress(page.length)
    page = pageExportedPairs(db, { filter, upTo }, page.at(-1)?.seq ?? 0, PAGE)
  }
}

/** One side of two files whose lines belong together. */
export async function* writePairLines(context: ExportContext, side: PairSide): TextPieces {
  for await (const pair of pairs(context)) {
    if (side === 'english') context.counts.pairs += 1
    yield protectSentence(pair[side]) + '\n'
  }
}

/** Both sides in a table with a header, and the further columns of imported tables. */
export async function* writePairTable(context: ExportContext): TextPieces {
  const columns = extraColumns(context.db, 'pairs')
  const toLine = (cells: readonly string[]) => tsvLine(cells, context.guard)
  yield toLine(['english', 'vietnamese', ...columns])
  for await (const { seq, english, vietnamese } of pairs(context)) {
    context.counts.pairs += 1
    const extra = cellsOf(columns, getExtra(context.db, 'pairs', 'pair', seq))
    const others = extra.map((cell) => cell.replace(/[\t\r\n]+/g, ' '))
    yield toLine([protectSentence(english), protectSentence(vietnamese), ...others])
  }
}

/** The head of a document as the import has kept it. */
interface DocHead {
  attributes?: Record<string, string>
  head?: Record<string, string>
}

/**
 * One side in the XML of IWSLT's test sets: each pair a segment, in documents as they were
 * imported, with their heads; pairs that came otherwise are numbered in a document of their own.
 */
export async function* writePairXml(context: ExportContext, side: PairSide): TextPieces {
  const about = mergeHeads(context, side)
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<mteval>\n${openTag(about.name, about.attributes)}\n`
  let open: string | null = null
  let number = 0
  for await (const pair of pairs(context)) {
    if (side === 'english') context.counts.pairs += 1
    const extra = getExtra(context.db, 'pairs', 'pair', pair.seq)
    const doc = typeof extra?.['doc'] === 'string' ? extra['doc'] : ''
    const seg = typeof extra?.['seg'] === 'string' ? extra['seg'] : String((number += 1))
    if (doc !== open) {
      if (open !== null) yield '</doc>\n'
      yield docHead(doc, about.docs[doc])
      open = doc
    }
    yield `<seg id="${escapeXml(seg)}">${escapeXml(protectSentence(pair[side]))}</seg>\n`
  }
  yield `${open === null ? '' : '</doc>\n'}</${about.name}>\n</mteval>\n`
}

function mergeHeads({ db }: ExportContext, side: PairSide) {
  const merged = {
    name: side === 'english' ? 'srcset' : 'refset',
    attributes: {} as Record<string, string>,
    docs: {} as Record<string, DocHead>
  }
  for (const extra of listFileExtras(db, 'pairs')) {
    const kept = extra[side] as
      | { set?: { name?: string; attributes?: Record<string, string> }; docs?: typeof merged.docs }
      | undefined
    merged.name = kept?.set?.name || merged.name
    Object.assign(merged.attributes, kept?.set?.attributes)
    Object.assign(merged.docs, kept?.docs)
  }
  return merged
}

function docHead(doc: string, kept: DocHead | undefined): string {
  const lines = Object.entries(kept?.head ?? {}).map(
    ([name, text]) => `<${name}>${escapeXml(text)}</${name}>\n`
  )
  return openTag('doc', { docid: doc, ...kept?.attributes }) + '\n' + lines.join('')
}

const openTag = (name: string, attributes: Record<string, string>): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('')}>`

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;'
}
const escapeXml = (text: string): string =>
  // Control characters have no place in XML, escaped or not.
  text
    .replace(/[&<>"\r]/g, (char) => escapes[char] ?? char)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
