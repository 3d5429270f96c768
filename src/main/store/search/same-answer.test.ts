import { expect, it } from 'vitest'
import { imageFields, parseFilter, type FilterNode } from '../../../shared/filter'
import { countWords } from '../../../shared/vietnamese/words'
import { findPhrase } from '../../../shared/vietnamese/find-phrase'
import { drawer } from '../../../../test/fixtures/drawer'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, setCaptionStatus } from '../captions/captions'
import { iterateTexts } from '../captions/text-scan'
import { numbers, run, type ReadDb } from '../core/connection'
import { countExportedImages, pageExportedImages } from '../images/exports'
import { setSplit } from '../images/images'
import { countTraining, iterateTrainingCaptions } from '../runs/training-data'
import { filterCondition } from './image-filter'
import { indexOfImage, pageImages, selectedImageIds } from './image-listing'
import { nameWords } from './search-text'

const words = ['một', 'bác', 'bạc', 'bac', 'sĩ', 'si', 'y', 'tá', 'xe', 'lăn', 'đỏ', 'do', '12']

/** What this test knows of an image by itself. */
interface Model {
  id: number
  name: string
  texts: string[]
  state: string
  split: string
  tagged: boolean
}

/** Images with captions of few different words, so that phrases of several words are found too. */
function filled(draw: (below: number) => number) {
  const library = tempLibrary()
  const text = () =>
    Array.from({ length: 1 + draw(7) }, () => words[draw(words.length)]).join(draw(4) ? ' ' : ', ')
  const images = Array.from({ length: 120 }, (_, n): [string, string[]] => [
    `khoa-${draw(9)}/ảnh ${n}${draw(9) ? '' : ' bác'}.jpg`,
    Array.from({ length: draw(4) }, text)
  ])
  const ids = addImages(library, Object.fromEntries(images))
  const models = images.map(([name, texts], index): Model => {
    const id = ids[index] ?? 0
    const split = draw(3) ? 'train' : 'val'
    if (split === 'val') setSplit(library.write, [id], split)
    const captions = listCaptions(library.read, id)
    const accepted = captions.length > 0 && draw(3) === 0
    if (accepted) setCaptionStatus(library.write, captions[0]?.id ?? 0, 'accepted')
    const tagged = draw(5) === 0
    if (tagged) run(library.write, "INSERT INTO image_tag (tag, image_id) VALUES ('gấp', ?)", id)
    const state = accepted ? 'accepted' : captions.length > 0 ? 'draft' : 'empty'
    return { id, name, texts, state, split, tagged }
  })
  return { read: library.read, models }
}

/** A filter of all that `admits` knows. */
function madeFilter(draw: (below: number) => number): string {
  const word = () => words[draw(words.length)] ?? ''
  const leaves = [
    word,
    word,
    () => `"${word()} ${word()}"`,
    () => `"${word()} ${word()} ${word()}"`,
    () => `khoa-${draw(9)}`,
    () => `ảnh ${draw(120)}`,
    () => `status:${['draft', 'accepted', 'empty', 'draft,empty'][draw(4)]}`,
    () => `split:${['train', 'val'][draw(2)]}`,
    () => `words>${draw(8)}`,
    () => `captions:1..${1 + draw(3)}`,
    () => 'tag:gấp',
    () => `id:${draw(130)},${draw(130)},${draw(130)}`,
    () => 'source:imported',
    () => 'is:missing,suggested'
  ]
  const leaf = () => leaves[draw(leaves.length)]?.() ?? ''
  const sign = () => (draw(3) === 0 ? '-' : '')
  const part = () =>
    draw(4) === 0 ? `${sign()}(${leaf()} OR ${sign()}${leaf()})` : `${sign()}${leaf()}`
  return Array.from({ length: 1 + draw(4) }, part).join(' ')
}

/** What docs/filters.md says, told of an image without any index. */
function admits(image: Model, node: FilterNode): boolean {
  const inside = (value: number, { from, to }: { from: number | null; to: number | null }) =>
    (from === null || value >= from) && (to === null || value <= to)
  switch (node.type) {
    case 'and':
      return node.parts.every((part) => admits(image, part))
    case 'or':
      return node.parts.some((part) => admits(image, part))
    case 'not':
      return !admits(image, node.part)
    case 'phrase':
      return (
        image.texts.some((text) => findPhrase(text, node.text).length > 0) ||
        ` ${nameWords(image.name)}`.includes(` ${nameWords(node.text)}`)
      )
    case 'choice':
      if (node.field === 'source') return image.texts.length > 0
      if (node.field === 'is') return false
      return node.values.includes(node.field === 'status' ? image.state : image.split)
    case 'number':
      if (node.field === 'captions') return inside(image.texts.length, node)
      return image.texts.some((text) => inside(countWords(text), node))
    case 'ids':
      return node.ids.includes(image.id)
    case 'text':
      return image.tagged
    case 'date':
    case 'share':
      throw new Error(`no filter of this test has a ${node.type}`)
  }
}

const all = { offset: 0, limit: 1000 }
const unique = (ids: Iterable<number>) => [...new Set(ids)].sort((a, b) => a - b)

/** The images of a filter in the ways that the workbench asks for them. */
function paths(db: ReadDb, text: string): Record<string, number[]> {
  const filter = { text }
  const { sql, params } = filterCondition(filter)
  const page = pageImages(db, filter, all)
  expect(page.total).toBe(page.rows.length)
  expect(countExportedImages(db, filter)).toBe(page.total)
  const exported = { filter, captions: {} }
  const edited = [...iterateTexts(db, { of: 'captions', selection: { filter, except: [] } })]
  return {
    condition: unique(numbers(db, `SELECT id FROM image WHERE ${sql}`, ...params)),
    page: unique(page.rows.map(({ id }) => id)),
    selection: unique(selectedImageIds(db, { filter, except: [] })),
    export: unique(pageExportedImages(db, exported, 0, 1000).map(({ seq }) => seq)),
    'bulk edit': unique(edited.map(({ imageId }) => imageId ?? 0))
  }
}

it('every way to ask for the images of a filter gives the same answer', () => {
  const draw = drawer(7)
  const { read, models } = filled(draw)
  const captioned = new Set(models.filter(({ texts }) => texts.length > 0).map(({ id }) => id))
  let some = 0
  for (let round = 0; round < 100; round += 1) {
    const text = madeFilter(draw)
    const { node } = parseFilter(text, imageFields)
    if (!node) throw new Error(`nothing is asked for by ${text}`)
    const wanted = models.filter((image) => admits(image, node)).map(({ id }) => id)
    if (wanted.length > 0 && wanted.length < models.length) some += 1
    const { 'bulk edit': edited, ...found } = paths(read, text)
    for (const [path, ids] of Object.entries(found)) {
      expect({ text, path, ids }).toEqual({ text, path, ids: wanted })
    }
    const withTexts = wanted.filter((id) => captioned.has(id))
    expect({ text, ids: edited }).toEqual({ text, ids: withTexts })
    const ordered = pageImages(read, { text }, all).rows.map(({ id }) => id)
    const [last] = ordered.slice(-1)
    if (last) expect(indexOfImage(read, last, { text })).toBe(ordered.length - 1)

    const training = models.filter(({ id, split }) => withTexts.includes(id) && split === 'train')
    const captions = [...iterateTrainingCaptions(read, 'train', { captionFilter: text })]
    expect({ text, ids: unique(captions.map(({ imageId }) => imageId)) }).toEqual({
      text,
      ids: training.map(({ id }) => id)
    })
    expect(countTraining(read, { captionFilter: text }).captions).toBe(captions.length)
  }
  expect(some).toBeGreaterThan(50)
})
