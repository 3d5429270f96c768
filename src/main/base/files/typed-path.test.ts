import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTypedPath } from './typed-path'

describe('a path that a person typed or pasted', () => {
  it.each([
    ['"/data/ảnh 1"', '/data/ảnh 1'],
    ["'/data/a'", '/data/a'],
    ['“/data/a”', '/data/a'],
    ['  /data/a', '/data/a'],
    ['" /data/a "', '/data/a'],
    ['file:///data/%E1%BA%A3nh%201.jpg', '/data/ảnh 1.jpg'],
    ['"~/photos"', join('/home/lan', 'photos')],
    ['~/photos', join('/home/lan', 'photos')],
    ['~', join('/home/lan', '')]
  ])('%s is %s', (typed, path) => {
    expect(readTypedPath(typed, '/home/lan')).toBe(path)
  })

  it.each(['/data/"a"', "/data/it's", '/data/a ', '/data/~'])(
    'keeps %s, which is absolute as it stands',
    (typed) => expect(readTypedPath(typed, '/home/lan')).toBe(typed)
  )

  it.each([
    'photos',
    './photos',
    '../photos',
    '~lan/photos',
    '"photos"',
    'file://server/photos',
    '""'
  ])('refuses %s, which does not say where it begins', (typed) => {
    expect(() => readTypedPath(typed, '/home/lan')).toThrow(
      expect.objectContaining({ code: 'file.relative-path' })
    )
  })
})
