import {
  getExtra,
  highestKey,
  isKeyTaken,
  listFileExtras,
  type ExtraFields
} from '../../../store/extras'
import type { ExportContext } from '../export-context'
import { jsonList, type TextPieces } from './text-writer'

/**
 * COCO captions. Images and annotations keep the ids and fields that they came with; others get the
 * numbers behind the highest. `info`, `licenses` and its like are those of the imported files.
 */
export async function* writeCoco(context: ExportContext): TextPieces {
  yield '{'
  for (const [name, value] of Object.entries(aboutFiles(context))) {
    yield `\n ${JSON.stringify(name)}: ${JSON.stringify(value)},`
  }
  yield '\n "images": '
  yield* jsonList(images(context), ' ')
  yield ',\n "annotations": '
  yield* jsonList(annotations(context), ' ')
  yield '\n}\n'
}

/**
 * What the imported files say of themselves: lists joined, of other values the latest. Earlier
 * values that differ stand in a list of their own, so that none is lost.
 */
function aboutFiles({ db }: ExportContext): ExtraFields {
  const about = new Map<string, unknown>()
  const earlier: ExtraFields[] = []
  for (const [name, value] of listFileExtras(db, 'coco').flatMap(Object.entries<unknown>)) {
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
  readonly #entity: 'image' | 'caption'
  #next: number

  constructor(context: ExportContext, entity: 'image' | 'caption') {
    this.#context = context
    this.#entity = entity
    this.#next = highestKey(context.db, 'coco', entity) + 1
  }

  of(id: number | null, extra: ExtraFields | null): unknown {
    const { db, params } = this.#context
    const own = extra?.['id']
    if (id === null || own === undefined) return this.#next++
    const known = { id, key: JSON.stringify(own), split: params.split }
    return isKeyTaken(db, 'coco', this.#entity, known) ? this.#next++ : own
  }
}

async function* images(context: ExportContext): AsyncGenerator<unknown> {
  const ids = new Ids(context, 'image')
  for await (const { seq, name, width, height, captions } of context.images()) {
    context.count(captions.length)
    const extra = getExtra(context.db, 'coco', 'image', seq)
    const id = ids.of(seq, extra)
    yield { id, file_name: name, ...(extra ? withoutId(extra) : { width, height }) }
  }
}

async function* annotations(context: ExportContext): AsyncGenerator<unknown> {
  const { db } = context
  const imageIds = new Ids(context, 'image')
  const ids = new Ids(context, 'caption')
  for await (const { seq, captions } of context.images()) {
    const imageId = imageIds.of(seq, getExtra(db, 'coco', 'image', seq))
    for (const { id, text } of captions) {
      const extra = id === null ? null : getExtra(db, 'coco', 'caption', id)
      const others = extra && withoutId(extra)
      yield { id: ids.of(id, extra), image_id: imageId, caption: text, ...others }
    }
  }
}

const withoutId = (extra: ExtraFields): ExtraFields =>
  Object.fromEntries(Object.entries(extra).filter(([name]) => name !== 'id'))
