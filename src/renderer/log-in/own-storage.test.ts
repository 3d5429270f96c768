import { beforeEach, expect, it } from 'vitest'
import { takeOverStorage } from './own-storage'

beforeEach(() => localStorage.clear())

it('people who share a browser neither see nor lose what each left in it', () => {
  takeOverStorage('lan')
  localStorage.setItem('viecap:unsaved', 'chú thích của Lan')
  takeOverStorage('hoa')
  expect(localStorage.getItem('viecap:unsaved')).toBeNull()
  localStorage.setItem('viecap:unsaved', 'chú thích của Hoa')
  takeOverStorage('lan')
  expect(localStorage.getItem('viecap:unsaved')).toBe('chú thích của Lan')
  takeOverStorage('lan')
  expect(localStorage.getItem('viecap:unsaved')).toBe('chú thích của Lan')
  takeOverStorage('hoa')
  expect(localStorage.getItem('viecap:unsaved')).toBe('chú thích của Hoa')
})
