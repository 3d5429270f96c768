import { expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { mutate } from '../core/history'
import { undoInSteps } from '../core/undo'
import { addCaptionRow } from './caption-rows'
import { listCaptions, removeCaption, saveCaption } from './captions'
import { decideConflict } from './conflicts'

/** An image with a caption and another version of it. */
function scene() {
  const library = tempLibrary()
  const image = only(addImages(library, { 'a.jpg': ['của ta'] }))
  const ours = only(listCaptions(library.read, image)).id
  const theirs = mutate(library.write, 'person', (mutation) =>
    addCaptionRow(mutation, {
      ...{ image_id: image, text: 'của Minh', source: 'person', run_id: null },
      ...{ status: 'draft', author: 'Minh', conflicts_with: ours }
    })
  )
  const seen = () =>
    listCaptions(library.read, image).map(({ text, author, conflictsWith }) => [
      text,
      author,
      conflictsWith
    ])
  return { library, image, ours, theirs, seen }
}

it.each([
  ['ours', [['của ta', null, null]]],
  ['theirs', [['của Minh', 'Minh', null]]],
  [
    'both',
    [
      ['của ta', null, null],
      ['của Minh', 'Minh', null]
    ]
  ]
] as const)('keeps %s, and one undo brings the conflict back', async (keep, after) => {
  const { library, ours, theirs, seen } = scene()
  decideConflict(library.write, { id: theirs, keep })
  expect(seen()).toEqual(after)
  await undoInSteps(library.write)
  expect(seen()).toEqual([
    ['của ta', null, null],
    ['của Minh', 'Minh', ours]
  ])
})

it('theirs takes the place of a caption that was removed by becoming one', () => {
  const { library, ours, theirs, seen } = scene()
  removeCaption(library.write, ours)
  decideConflict(library.write, { id: theirs, keep: 'theirs' })
  expect(seen()).toEqual([['của Minh', 'Minh', null]])
})

it('only a caption in conflict is decided about', () => {
  const { library, image, ours } = scene()
  expect(() => decideConflict(library.write, { id: ours, keep: 'theirs' })).toThrow(/caption/)
  saveCaption(library.write, { id: ours, imageId: image, text: 'khác', version: null })
})
