import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { addImages, tempFolder, tempLibrary } from '../../../../../test/fixtures/temp-library'
import { editImage } from '../../../store/captions/bulk'
import { listCaptions, saveCaption } from '../../../store/captions/captions'
import { all, numbers } from '../../../store/core/connection'
import { mutate } from '../../../store/core/history'
import { openLibrary, type Library } from '../../../store/core/library'
import { filterCondition } from '../../../store/search/image-filter'
import { mergeLibrary } from '../merge-library'
import { splitLibrary } from '../split-library'

const names = (count: number) => Array.from({ length: count }, (_, n) => `${n}.jpg`)

/** A library whose images have a caption each, and their numbers. */
export function scene(count = 4) {
  const library = tempLibrary()
  const ids = addImages(
    library,
    Object.fromEntries(names(count).map((name, n) => [name, [`chú thích số ${n}`]]))
  )
  return { library, ids }
}

/** Splits a part off and opens it. */
export async function split(library: Library, name: string, filter = ''): Promise<Library> {
  const to = join(tempFolder(), name)
  const wish = { library: library.root, to, name, filter, withImages: false }
  await splitLibrary({ ...wish, threadFile: undefined })
  const part = openLibrary(to)
  onTestFinished(() => part.close())
  return part
}

export const merge = async (library: Library, part: Library) =>
  (await mergeLibrary({ library, part: part.root, actor: 'person:Boss', threadFile: undefined }))
    .report

/** Everything that people see of captions and images, without numbers that count changes. */
export const stateOf = ({ read }: Library) => ({
  images: all(read, 'SELECT id, name, split, state FROM image ORDER BY id'),
  tags: all(read, 'SELECT tag, image_id FROM image_tag ORDER BY image_id, tag'),
  captions: all(
    read,
    `SELECT id, image_id, position, text, source, status, author, conflicts_with FROM caption
     ORDER BY id`
  )
})
export const textsOf = (library: Library, image: number) =>
  listCaptions(library.read, image).map(({ text }) => text)
export const first = (library: Library, image: number) => {
  const [caption] = listCaptions(library.read, image)
  if (!caption) throw new Error('no caption')
  return caption
}
export const edit = (library: Library, image: number, text: string, actor = 'person') =>
  saveCaption(
    library.write,
    { id: first(library, image).id, imageId: image, text, version: null },
    actor
  )
export const add = (library: Library, image: number, text: string, actor = 'person') =>
  saveCaption(library.write, { id: null, imageId: image, text, version: null }, actor)
export const removeImage = (library: Library, image: number) =>
  mutate(library.write, 'person', (mutation) =>
    editImage(mutation, image, { kind: 'remove-images' })
  )
export const tag = (library: Library, image: number, ...add: string[]) =>
  mutate(library.write, 'person', (mutation) =>
    editImage(mutation, image, { kind: 'tags', add, remove: [] })
  )
export const found = ({ read }: Library, text: string) => {
  const { sql, params } = filterCondition({ text })
  return numbers(read, `SELECT id FROM image WHERE ${sql} ORDER BY id`, ...params)
}
