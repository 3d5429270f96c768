import { getExtra } from '../../../store/imports/extras'
import type { ExportContext } from '../export-context'
import type { TextPieces } from './text-writer'

/**
 * One image a line with all its captions; images without one are among them. Where captions have
 * further fields, or authors are asked for, each caption has a line of its own.
 */
export async function* writeJsonl(context: ExportContext): TextPieces {
  const { db } = context
  for await (const image of context.images()) {
    const { seq, name, captions } = image
    const withAuthors = context.params.withAuthors && captions.length > 0
    context.count(image)
    const extra = getExtra(db, 'jsonl', 'image', seq)
    const fields = captions.map(({ id }) => id && getExtra(db, 'jsonl', 'caption', id))
    if (!withAuthors && fields.every((field) => !field)) {
      yield line({ image: name, captions: captions.map(({ text }) => text), ...extra })
      continue
    }
    if (extra) yield line({ image: name, captions: [], ...extra })
    for (const [index, { text, author, reviewer }] of captions.entries()) {
      const people = withAuthors ? { author, reviewer } : null
      yield line({ image: name, caption: text, ...(fields[index] || null), ...people })
    }
  }
}

const line = (row: unknown): string => JSON.stringify(row) + '\n'
