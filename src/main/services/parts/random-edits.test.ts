import { expect, test } from 'vitest'
import { addImages } from '../../../../test/fixtures/temp-library'
import {
  listCaptions,
  removeCaption,
  saveCaption,
  setCaptionStatus
} from '../../store/captions/captions'
import { all, numbers } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { redoInSteps, undoInSteps } from '../../store/core/undo'
import { add, merge, removeImage, scene, split, stateOf, tag } from './test/parted'

/** A stream of whole numbers below what is asked for that is the same for the same seed (mulberry32). */
function drawn(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** Does some work at random. */
function work(library: Library, seed: number, steps: number): void {
  const draw = drawn(seed)
  for (let step = 0; step < steps; step += 1) {
    const images = numbers(library.read, 'SELECT id FROM image ORDER BY id')
    const image = images[draw(images.length)]
    if (image === undefined) return
    const captions = listCaptions(library.read, image)
    const caption = captions[draw(Math.max(1, captions.length))]
    const text = `câu ${seed}.${step}`
    switch (draw(8)) {
      case 0:
        add(library, image, text)
        break
      case 1:
        if (caption) removeCaption(library.write, caption.id)
        break
      case 2:
        if (images.length > 3 && draw(3) === 0) removeImage(library, image)
        break
      case 3:
        if (caption) {
          const statuses = ['accepted', 'rejected', 'draft'] as const
          setCaptionStatus(library.write, caption.id, statuses[draw(3)] ?? 'draft')
        }
        break
      case 4:
        tag(library, image, `nhãn ${draw(4)}`)
        break
      case 5:
        addImages(library, { [`new ${seed}.${step}.jpg`]: [text] })
        break
      default:
        if (caption) {
          const { id, imageId } = caption
          saveCaption(library.write, { id, imageId, text, version: null })
        }
    }
  }
}

const allTexts = ({ read }: Library) =>
  new Set(all<{ text: string }>(read, 'SELECT text FROM caption').map(({ text }) => text))

/** Images by name with the texts that each has, in no order. */
const textsByName = ({ read }: Library) =>
  all<{ name: string; text: string | null }>(
    read,
    `SELECT DISTINCT name, text FROM image LEFT JOIN caption ON image_id = image.id
     ORDER BY name, text`
  )

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'edits at random on both sides lose no text (seed %i)',
  async (seed) => {
    const { library } = scene(6)
    const part = await split(library, 'Minh')
    for (const round of [0, 1]) {
      const shared = allTexts(library)
      const theirsBefore = allTexts(part)
      work(part, seed * 100 + round, 25)
      work(library, seed * 1000 + round, 25)
      const before = stateOf(library)
      const ours = [...allTexts(library)].filter((text) => !shared.has(text))
      const theirs = [...allTexts(part)].filter((text) => !theirsBefore.has(text))
      await merge(library, part)
      const after = allTexts(library)
      expect(ours.filter((text) => !after.has(text))).toEqual([])
      expect(theirs.filter((text) => !after.has(text))).toEqual([])
      const merged = stateOf(library)
      expect(await merge(library, part)).toBeNull()
      expect(stateOf(library)).toEqual(merged)
      await undoInSteps(library.write)
      expect(stateOf(library)).toEqual(before)
      await redoInSteps(library.write)
      expect(stateOf(library)).toEqual(merged)
    }
  }
)

test.each([1, 2, 3, 4, 5, 6])(
  'two parts give the same captions in either order (seed %i)',
  async (seed) => {
    const { library } = scene(6)
    const one = await split(library, 'Lan')
    const two = await split(library, 'Minh')
    work(one, seed * 10 + 1, 20)
    work(two, seed * 10 + 2, 20)
    await merge(library, one)
    await merge(library, two)
    const inOrder = textsByName(library)
    await undoInSteps(library.write)
    await undoInSteps(library.write)
    await merge(library, two)
    await merge(library, one)
    expect(textsByName(library)).toEqual(inOrder)
  }
)
