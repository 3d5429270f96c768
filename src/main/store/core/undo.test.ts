import { expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, saveCaption } from '../captions/captions'
import { redoInSteps, undoInSteps } from './undo'

const LAN = 'person:lan'
const HOA = 'person:hoa'

/** A library with two images, and what each has been captioned as. */
function scene() {
  const library = tempLibrary()
  const { read, write } = library
  const [first = 0, second = 0] = addImages(library, { 'a.jpg': [], 'b.jpg': [] })
  const save = (actor: string, imageId: number, text: string) => {
    const [known = null] = listCaptions(read, imageId)
    return saveCaption(write, { id: known?.id ?? null, imageId, text, version: null }, actor)
  }
  const texts = () => [first, second].map((id) => listCaptions(read, id)[0]?.text ?? null)
  return { write, first, second, save, texts }
}

it('takes back what one person did, whatever another did elsewhere meanwhile', async () => {
  const { write, first, second, save, texts } = scene()
  save(LAN, first, 'một')
  save(LAN, first, 'hai')
  save(HOA, second, 'ba')
  await undoInSteps(write, LAN)
  expect(texts()).toEqual(['một', 'ba'])
  save(HOA, second, 'bốn')
  await redoInSteps(write, LAN)
  expect(texts()).toEqual(['hai', 'bốn'])
  await undoInSteps(write, HOA)
  expect(texts()).toEqual(['hai', 'ba'])
  expect(await redoInSteps(write, LAN)).toBeNull()
})

it('refuses to take back or do again what another person has changed since', async () => {
  const { write, first, save, texts } = scene()
  save(LAN, first, 'một')
  save(LAN, first, 'hai')
  await undoInSteps(write, LAN)
  save(HOA, first, 'ba')
  const refused = { code: 'undo.changed-since', params: { name: 'hoa' } }
  await expect(redoInSteps(write, LAN)).rejects.toMatchObject(refused)
  await expect(undoInSteps(write, LAN)).rejects.toMatchObject(refused)
  expect(texts()).toEqual(['ba', null])
  await undoInSteps(write, HOA)
  await undoInSteps(write, LAN)
  expect(texts()).toEqual([null, null])
})

it('for the one person of a library takes back all, whoever did it', async () => {
  const { write, first, second, save, texts } = scene()
  save(LAN, first, 'một')
  save(HOA, second, 'hai')
  await undoInSteps(write)
  await undoInSteps(write)
  expect(texts()).toEqual([null, null])
})
