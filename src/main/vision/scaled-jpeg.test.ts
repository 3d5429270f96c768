import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { tempFolder } from '../../../test/fixtures/temp-library'
import { scaledJpeg } from './scaled-jpeg'

test('an image is scaled down, turned upright and put on white', async () => {
  const path = join(tempFolder(), 'a.png')
  const channels = 4
  await sharp({ create: { width: 3000, height: 1000, channels, background: '#0000' } })
    .withMetadata({ orientation: 6 })
    .png()
    .toFile(path)
  const jpeg = sharp(await scaledJpeg(path, 1024))
  const { width, height, format } = await jpeg.metadata()
  expect([width, height, format]).toEqual([341, 1024, 'jpeg'])
  const { dominant } = await jpeg.stats()
  expect(dominant).toEqual({ r: 248, g: 248, b: 248 })
})
