import { getExtra } from '../../../store/imports/extras'
import type { ExportContext } from '../export-context'
import { jsonList, type TextPieces } from './text-writer'

/** A vieCap4H list with one caption a line; images without a caption are left out. */
export async function* writeViecap4h(context: ExportContext): TextPieces {
  yield* jsonList(records(context))
  yield '\n'
}

async function* records(context: ExportContext): AsyncGenerator {
  for await (const image of context.images()) {
    const { seq, name, captions } = image
    const extra = getExtra(context.db, 'viecap4h', 'image', seq)
    if (captions.length === 0 && !extra) continue
    context.count(image)
    const lines = captions.map(({ text }) => context.oneLine(text)).join('\n')
    yield { id: name, captions: lines, ...extra }
  }
}
