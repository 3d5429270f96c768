import { expect, it } from 'vitest'
import { foldText, nameWords, phraseQuery, sortKey } from './search-text'

it('folds accents and đ', () => {
  expect(foldText('Đường PHỐ ở Việt Nam')).toBe('duong pho o viet nam')
})

it('looks up words with accents exactly and words without in any form', () => {
  expect(phraseQuery(' Đỏ ')).toEqual({ query: 'exact : "đỏ"', sure: null })
  expect(phraseQuery('do')).toEqual({ query: 'folded : "do"', sure: null })
  expect(phraseQuery('bac SĨ')).toEqual({
    query: '(folded : "bac si") AND (exact : "sĩ")',
    sure: 'exact : "bac sĩ"'
  })
  expect(phraseQuery(' - ')).toBeNull()
})

it('finds a name by its parts and its number', () => {
  expect(nameWords('Ảnh_007b.jpg')).toBe('anh 007b 7b 007 7 b jpg')
})

it('orders names as the Vietnamese collation does', () => {
  const names = ['ba', 'bà', 'bá', 'bạ', 'băng', 'bân', 'bơ', 'bô', 'bo', 'bu', 'bư', 'da', 'đa']
  names.push('img2', 'img10', 'img010', 'em', 'êm', 'Em', 'z', 'ân', 'ăn', 'an')
  const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'base' })
  const ordered = [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  for (const [index, name] of ordered.slice(1).entries()) {
    expect(collator.compare(ordered[index] ?? '', name)).toBeLessThanOrEqual(0)
  }
})
