import { expect, it } from 'vitest'
import { checkUploadNames, isSafeName } from './upload-names'

it.each(['a.jpg', 'ảnh/Con mèo (1).JPG', 'con.jpg', '...a', 'a:b', 'x'.repeat(255)])(
  'takes %j',
  (name) => expect(isSafeName(name, 'linux')).toBe(true)
)

it.each([
  ['', '/', '/a', 'a/', 'a//b', '.', '..', 'a/..', 'a/../b', '../a', './a'],
  ['a\0.jpg', 'a\nb', '\x7f', 'a\\b', '..\\a', 'C:\\a', '\ud800'],
  ['ả'.repeat(86), 'x'.repeat(256), 'a/'.repeat(20) + 'b']
])('takes none of %#', (...names) => {
  expect(names.filter((name) => isSafeName(name, 'linux'))).toEqual([])
})

it.each(['con.jpg', 'a/NUL', 'com1', 'a:b', 'a ', 'a.', 'what?.jpg'])(
  'on Windows, does not take %j',
  (name) => expect(isSafeName(name, 'win32')).toBe(false)
)

it.each([
  ['a.jpg', 'A.JPG'],
  ['ảnh.jpg', 'ảnh.jpg'.normalize('NFD')],
  ['a', 'a/b'],
  ['a/b', 'A'],
  ['a/b', 'a/B']
])('does not take %j beside %j', (...names) => {
  const files = names.map((name) => ({ name }))
  expect(() => checkUploadNames(files)).toThrow(
    expect.objectContaining({ code: 'upload.same-name' }) as Error
  )
  expect(() => checkUploadNames([...files].reverse())).toThrow()
})

it('takes files of one folder', () => {
  checkUploadNames(['a/b', 'a/c', 'a/d/e', 'f'].map((name) => ({ name })))
})
