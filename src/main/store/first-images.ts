import type { FilterNode } from '../../shared/filter'
import { all, type ReadDb } from './connection'
import { joinConditions } from './filter-sql'
import { among, eachCondition, type Part } from './image-sets'
import { isPlain, phraseTest, type PhraseTest } from './phrase-test'
import { joinTexts } from './search-text'

/** Images looked at together. */
const LOOK = 100
/** Longest walk in milliseconds: all images are found meanwhile, where few of the first fit. */
const PATIENCE_MS = 30
/** Images of an order whose words are kept for the next search: some two megabytes. */
const MOST_KEPT = 5000

/** An image with what its words are looked for in. */
export interface Looked {
  id: number
  name: string
  /** All captions, joined as in the text index. */
  text: string
  /** Whether name and text tell by themselves what is found in them. */
  plain: boolean
}
type Fits = (image: Looked) => boolean

interface Walk {
  order: Int32Array
  /** The first images of the order, as far as they were looked at before; grows. */
  looked: Looked[]
  count: number
  patience?: number | undefined
}

/**
 * The first `count` images of an order that fit every one of `parts`, found by walking from its
 * start: common words stand in many of the first images, and finding all images with them takes
 * far longer. Null where that cannot be told of one image after the other, or not in `patience`
 * milliseconds, since most that fit stand late in the order.
 */
export function findFirst(
  db: ReadDb,
  parts: readonly Part[],
  { order, looked, count, patience = PATIENCE_MS }: Walk
): Int32Array | null {
  const start = performance.now()
  const tests: Fits[] = []
  const conditions: Part[] = []
  for (const part of parts) {
    const test = 'type' in part ? textTest(part) : null
    if (test) tests.push(test)
    else if (isOfEach(part)) conditions.push(part)
    else return null
  }
  const condition = joinConditions('and', conditions.map(eachCondition))
  const found: number[] = []
  for (let from = 0; from < order.length; from += LOOK) {
    const images = lookAt(db, order, from, looked)
    const ids = images.map(({ id }) => id)
    const admitted = new Set(conditions.length > 0 ? among(db, ids, condition) : ids)
    for (const image of images) {
      if (!admitted.has(image.id)) continue
      if (tests.length > 0 && !image.plain) return null
      if (!tests.every((fits) => fits(image))) continue
      found.push(image.id)
      if (found.length === count) return Int32Array.from(found)
    }
    const elapsed = performance.now() - start
    const hopeless = elapsed * count > 2 * patience * found.length
    if (elapsed > (hopeless ? patience / 5 : patience)) return null
  }
  return null
}

/** Some images of an order, with their words. */
function lookAt(db: ReadDb, order: Int32Array, from: number, looked: Looked[]): Looked[] {
  if (from < looked.length) return looked.slice(from, from + LOOK)
  const rows = all<{ id: number; name: string; text: string | null }>(
    db,
    `SELECT image.id, name,
       (SELECT group_concat(text, ?) FROM caption WHERE image_id = image.id) AS text
     FROM json_each(?) AS some CROSS JOIN image ON image.id = some.value
     ORDER BY some.key`,
    joinTexts(['', '']),
    JSON.stringify([...order.subarray(from, from + LOOK)])
  )
  const images = rows.map(({ id, name, text }) => ({
    id,
    name,
    text: text ?? '',
    plain: isPlain(name) && isPlain(text ?? '')
  }))
  if (from === looked.length && from < MOST_KEPT) looked.push(...images)
  return images
}

/** A part that asks for words alone as a test of an image; null elsewhere. */
function textTest(node: FilterNode): Fits | null {
  switch (node.type) {
    case 'phrase': {
      const test = phraseTest(node.text)
      return test && ((image) => stands(test, image))
    }
    case 'not': {
      const test = textTest(node.part)
      return test && ((image) => !test(image))
    }
    case 'and':
    case 'or': {
      const tests: Fits[] = []
      for (const part of node.parts) {
        const test = textTest(part)
        if (!test) return null
        tests.push(test)
      }
      return node.type === 'and'
        ? (image) => tests.every((fits) => fits(image))
        : (image) => tests.some((fits) => fits(image))
    }
    default:
      return null
  }
}

const stands = ({ inText, inName }: PhraseTest, { name, text }: Looked): boolean =>
  inText(text) || inName(name)

/** Whether SQLite tells of one image alone whether it fits, without looking at all of them. */
function isOfEach(part: Part): boolean {
  if (!('type' in part)) return true
  switch (part.type) {
    case 'and':
    case 'or':
      return part.parts.every(isOfEach)
    case 'not':
      return isOfEach(part.part)
    case 'phrase':
      return false
    case 'choice':
      return !part.values.some((value) => value === 'duplicate' || value === 'leak')
    default:
      return true
  }
}
