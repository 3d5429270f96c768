import { expect, test } from 'vitest'
import { placeOfImage } from './image-places'

/** Paths of Windows begin otherwise. */
const it = test.skipIf(process.platform === 'win32')

const images = { '/data': '/shared/data', '/data/new': '/scratch/new/' }
const place = (path: string, host?: string) =>
  placeOfImage({ images, ...(host !== undefined && { host }) }, '/root/lib', path)

it('finds an image where the profile says, by the longest folder', () => {
  expect(place('/data/a b.jpg', 'lab')).toEqual({ there: '/shared/data/a b.jpg', copied: false })
  expect(place('/data/new/x/ảnh.jpg')).toEqual({ there: '/scratch/new/x/ảnh.jpg', copied: false })
})

it('finds another one by its own path, or in a copy where the cluster is another machine’s', () => {
  expect(place('/database/a.jpg')).toEqual({ there: '/database/a.jpg', copied: false })
  expect(place('/database/a.jpg', 'lab')).toEqual({
    there: '/root/lib/images/database/a.jpg',
    copied: true
  })
})

it('leaves a backslash in a name as it is', () => {
  expect(place('/data/a\\b.jpg').there).toBe('/shared/data/a\\b.jpg')
})
