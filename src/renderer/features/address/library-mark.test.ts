import { expect, it } from 'vitest'
import { markOf, readMark } from './library-mark'

it.each(['tour', 'Ảnh bệnh viện 2-3', 'a-0123456789ab', ''])('names the library %j', (name) => {
  const library = { name, id: '0d2f6a91b3c4' }
  expect(readMark(markOf(library))).toEqual(library)
})

it.each([undefined, null, '', 'tour', 'tour-12', 'tour-0D2F6A91B3C4', ['tour-0d2f6a91b3c4']])(
  'takes %j for no library',
  (mark) => expect(readMark(mark)).toBeNull()
)
