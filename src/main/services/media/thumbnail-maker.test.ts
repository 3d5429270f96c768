import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { run } from '../../store/core/connection'
import { thumbnailFile } from './thumbnail-cache'
import { ThumbnailMaker } from './thumbnail-maker'

it('makes what is missing, not what is there, and waits while a job runs', async () => {
  const library = tempLibrary()
  const images = join(library.root, 'images')
  mkdirSync(images)
  const names = ['a.jpg', 'b.jpg', 'gone.jpg', 'c.jpg']
  addImages(library, Object.fromEntries(names.map((name) => [name, []])))
  const image = oraclePath('clip', 'images', 'wide_rgb.jpg')
  for (const name of [...names, 'd.jpg']) {
    if (name !== 'gone.jpg') copyFileSync(image, join(images, name))
  }
  run(library.write, "UPDATE image SET path = 'images/' || name, content_hash = 'ab' || name")
  const file = (name: string) => thumbnailFile(library.root, `ab${name}`, 256)
  const made = () => names.filter((name) => existsSync(file(name)))

  let busy = true
  const log = pino({ level: 'silent' })
  const open = () => new ThumbnailMaker({ library, images: directImages, busy: () => busy, log })
  const maker = open()
  maker.wake()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(made()).toEqual([])
  busy = false
  await expect.poll(made, { timeout: 10_000 }).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  await maker.close()

  // What it has made once it does not look for again.
  rmSync(file('a.jpg'))
  addImages(library, { 'd.jpg': [] })
  run(
    library.write,
    "UPDATE image SET path = 'images/d.jpg', content_hash = 'cd' WHERE name = 'd.jpg'"
  )
  const next = open()
  next.wake()
  await expect.poll(() => existsSync(thumbnailFile(library.root, 'cd', 256))).toBe(true)
  expect(made()).toEqual(['b.jpg', 'c.jpg'])
  await next.close()
})
