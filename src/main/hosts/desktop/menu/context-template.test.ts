import { expect, it, vi } from 'vitest'
import { wordIn } from '../words'
import { contextTemplate, type Place } from './context-template'

const editFlags = {
  canUndo: true,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: true,
  canDelete: false,
  canSelectAll: true,
  canEditRichly: false
}
const nowhere: Place = {
  isEditable: false,
  selectionText: '',
  editFlags,
  mediaType: 'none',
  hasImageContents: false
}

function at(place: Partial<Place>, dev = false) {
  const actions = { copyImage: vi.fn(), inspect: vi.fn() }
  const desktop = { dev, word: (key: Parameters<typeof wordIn>[1]) => wordIn('vi', key) }
  const items = contextTemplate({ ...nowhere, ...place }, desktop, actions)
  const named = items.map(({ label, role, enabled }) => [label ?? '-', role, enabled])
  return { items, named, actions }
}

it('edits in a text, by what can be done there', () => {
  expect(at({ isEditable: true }).named).toEqual([
    ['Hoàn tác', 'undo', true],
    ['Làm lại', 'redo', false],
    ['-', undefined, undefined],
    ['Cắt', 'cut', false],
    ['Sao chép', 'copy', false],
    ['Dán', 'paste', true],
    ['-', undefined, undefined],
    ['Chọn tất cả', 'selectAll', true]
  ])
})

it('copies what is selected elsewhere, and is not there where nothing is', () => {
  const selected = { selectionText: 'chú thích', editFlags: { ...editFlags, canCopy: true } }
  expect(at(selected).named).toEqual([['Sao chép', 'copy', true]])
  expect(at({ selectionText: '  ' }).items).toEqual([])
})

it('copies an image', () => {
  const { items, actions } = at({ mediaType: 'image', hasImageContents: true })
  expect(items.map(({ label }) => label)).toEqual(['Sao chép ảnh'])
  items[0]?.click?.({} as never, undefined, {})
  expect(actions.copyImage).toHaveBeenCalledOnce()
  expect(at({ mediaType: 'image' }).items).toEqual([])
})

it('inspects for developers alone', () => {
  expect(at({}, true).items.map(({ label }) => label)).toEqual(['Kiểm tra phần tử'])
})
