import { expect, it } from 'vitest'
import { readNames, writeNames } from './name-list'

it('reads names with blanks and commas, and writes them so that they are read again', () => {
  expect(readNames('')).toEqual([])
  expect(readNames(' lan,, Nguyễn Minh , "Trần, Hoa"')).toEqual(['lan', 'Nguyễn Minh', 'Trần, Hoa'])
  // However accents were typed.
  expect(readNames('Nguyễn'.normalize('NFD'))).toEqual(['Nguyễn'.normalize('NFC')])
  const names = ['Trần, Hoa', 'lan']
  expect(readNames(writeNames(names))).toEqual(names)
})
