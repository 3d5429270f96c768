import { expect, it, vi } from 'vitest'
import { wordIn } from '../words'
import { recentItems } from './recent-items'

const word: Parameters<typeof recentItems>[1]['word'] = (key, params) => wordIn('vi', key, params)

it('opens what is there, and takes off what is gone', () => {
  const actions = { open: vi.fn(), forget: vi.fn() }
  const recent = [
    { path: '/data/một', present: true },
    { path: '/mất/hai', present: false }
  ]
  const items = recentItems(recent, { word }, actions)
  expect(items.map(({ label, enabled }) => [label, enabled])).toEqual([
    ['một – /data/một', true],
    ['hai – /mất/hai (không tìm thấy)', false],
    [undefined, undefined],
    ['Bỏ các thư viện không tìm thấy', true],
    ['Xoá danh sách', undefined]
  ])
  const click = (index: number) => (items[index]?.click as (() => void) | undefined)?.()
  click(0)
  click(3)
  click(4)
  expect(actions.open.mock.calls).toEqual([['/data/một']])
  expect(actions.forget.mock.calls).toEqual([[['/mất/hai']], [['/data/một', '/mất/hai']]])
})
