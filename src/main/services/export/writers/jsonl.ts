import { getExtra } from '../../../store/extras'
import type { ExportContext } from '../export-context'
import type { TextPieces } from './text-writer'

/**
 * One image a line with all its captions; images without one are among them. Where captions have
 * further fields, each caption has a line of its own.
 */
export async function* writeJsonl(context: ExportContext): TextPieces {
  const { db } = context
  for await (const { seq, name, captions } of context.images()) {
    context.count(captions.length)
    const extra = getExtra(db, 'jsonl', 'image', seq)
    const fields = captions.map(({ id }) => id && getExtra(db, 'jsonl', 'caption', id))
    if (fields.every((field) => !field)) {
      yield line({ image: name, captions: captions.map(({ text }) => text), ...extra })
      continue
    }
    if (extra) yield line({ image: name, captions: [], ...extra })
    for (const [index, { text }] of captions.entries()) {
      yield line({ image: name, caption: text, ...(fields[index] || null) })
    }
  }
}

const line = (row: unknown): string => JSON.stringify(row) + '\n'
