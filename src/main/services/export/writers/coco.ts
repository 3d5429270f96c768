import { getExtra, highestKey, isKeyTaken, listFileExtras } from '../../../store/imports/extras'
import type { ExtraFields } from '../../../store/imports/join-fields'
import { wholeNumber } from '../../../base/exact-json'
import type { ExportContext } from '../export-context'
import { jsonList, type TextPieces } from './text-writer'

/** COCO's own layout, or KTVIC's, which calls fields otherwise and knows captions split into words. */
type Layout = 'coco' | 'ktvic'

/**
 * COCO captions. Images and annotations keep the ids and fields that they came with; others get the
 * numbers behind the highest. `info`, `licenses` and its like are those of the imported files.
 */
export const writeCoco = (context: ExportContext): TextPieces => writeLayout(context, 'coco')

/** The same as KTVIC has it: `filename`, and `segment_caption` where the words of a caption are known. */
export const writeKtvic = (context: ExportContext): TextPieces => writeLayout(context, 'ktvic')

async function* writeLayout(context: ExportContext, layout: Layout): TextPieces {
  yield '{'
  for (const [name, value] of Object.entries(aboutFiles(context, layout))) {
    yield `\n ${JSON.stringify(name)}: ${JSON.stringify(value)},`
  }
  yield '\n "images": '
  yield* jsonList(images(context, layout), ' ')
  yield ',\n "annotations": '
  yield* jsonList(annotations(context, layout), ' ')
  yield '\n}\n'
}

/**
 * What the imported files say of themselves: lists joined, of other values the latest. Earlier
 * values that differ stand in a list of their own, so that none is lost.
 */
function aboutFiles({ db }: ExportContext, layout: Layout): ExtraFields {
  const about = new Map<string, unknown>()
  const earlier: ExtraFields[] = []
  for (const [name, value] of listFileExtras(db, layout).flatMap(Object.entries<unknown>)) {
    const before = about.get(name)
    const lists = Array.isArray(before) && Array.isArray(value)
    if (about.has(name) && !lists && JSON.stringify(before) !== JSON.stringify(value)) {
      earlier.push({ [name]: before })
    }
    about.set(name, lists ? distinct(before, value) : value)
  }
  const kept = about.get(EARLIER)
  if (earlier.length > 0) {
    about.set(EARLIER, distinct(Array.isArray(kept) ? kept : [], earlier))
  }
  return Object.fromEntries(about)
}

/** Member of an exported file with what only one of several imported files can say. */
const EARLIER = 'earlier_files'

const distinct = (a: unknown[], b: unknown[]): unknown[] => [
  ...new Map([...a, ...b].map((element) => [JSON.stringify(element), element])).values()
]

/** Gives each record the id that it came with, or the next number where it has none. */
class Ids {
  readonly #context: ExportContext
  readonly #layout: Layout
  readonly #entity: 'image' | 'caption'
  #next: bigint

  constructor(context: ExportContext, layout: Layout, entity: 'image' | 'caption') {
    this.#context = context
    this.#layout = layout
    this.#entity = entity
    this.#next = highestKey(context.db, layout, entity) + 1n
  }

  of(id: number | null, extra: ExtraFields | null): unknown {
    const { db, params } = this.#context
    const own = extra?.['id']
    if (id === null || own === undefined) return this.#another()
    const known = { id, key: JSON.stringify(own), split: params.split }
    return isKeyTaken(db, this.#layout, this.#entity, known) ? this.#another() : own
  }

  #another(): unknown {
    return wholeNumber(this.#next++)
  }
}

async function* images(context: ExportContext, layout: Layout): AsyncGenerator {
  const ids = new Ids(context, layout, 'image')
  const nameField = layout === 'ktvic' ? 'filename' : 'file_name'
  for await (const image of context.images()) {
    const { seq, name, width, height } = image
    context.count(image)
    const extra = getExtra(context.db, layout, 'image', seq)
    const id = ids.of(seq, extra)
    yield { id, [nameField]: name, ...(extra ? withoutId(extra) : { width, height }) }
  }
}

async function* annotations(context: ExportContext, layout: Layout): AsyncGenerator {
  const { db } = context
  const imageIds = new Ids(context, layout, 'image')
  const ids = new Ids(context, layout, 'caption')
  for await (const { seq, captions } of context.images()) {
    const imageId = imageIds.of(seq, getExtra(db, layout, 'image', seq))
    for (const { id, text, segmentation } of captions) {
      const extra = id === null ? null : getExtra(db, layout, 'caption', id)
      const words = layout === 'ktvic' && segmentation ? { segment_caption: segmentation } : {}
      const others = extra && withoutId(extra)
      yield { id: ids.of(id, extra), image_id: imageId, caption: text, ...words, ...others }
    }
  }
}

const withoutId = (extra: ExtraFields): ExtraFields =>
  Object.fromEntries(Object.entries(extra).filter(([name]) => name !== 'id'))
