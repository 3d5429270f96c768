import { expect, it } from 'vitest'
import { foldText, searchWords, sortKey } from './search-text'

it('folds accents and đ', () => {
  expect(foldText('Đường PHỐ ở Việt Nam')).toBe('duong pho o viet nam')
})

it('tells words with accents from words without', () => {
  expect(searchWords(' Đỏ  do ')).toEqual([
    { column: 'exact', word: 'đỏ' },
    { column: 'folded', word: 'do' }
  ])
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
