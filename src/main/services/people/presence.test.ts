import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Present } from '../../../shared/domain'
import { Presence } from './presence'

let told: Present[][]
let presence: Presence
beforeEach(() => {
  vi.useFakeTimers()
  told = []
  presence = new Presence((event) => event.type === 'presence' && told.push(event.people))
})
afterEach(() => {
  presence.close()
  vi.useRealTimers()
})
const at = (imageId: number | null) => ({ screen: 'library', imageId })

it('tells who is where, once for many moves, until their events end', () => {
  const [lan, minh] = [new AbortController(), new AbortController()]
  presence.enter('lan', 'a', lan.signal)
  presence.enter('minh', 'b', minh.signal)
  presence.move('lan', 'a', at(1))
  presence.move('lan', 'a', at(2))
  vi.advanceTimersByTime(1000)
  const minhs = { name: 'minh', screen: null, imageId: null }
  expect(told).toEqual([[{ name: 'lan', ...at(2) }, minhs]])
  lan.abort()
  vi.advanceTimersByTime(1000)
  expect(told.at(-1)).toEqual([minhs])
})

it('of several windows the one counts that moved last, and those that are left', () => {
  const [one, other] = [new AbortController(), new AbortController()]
  presence.enter('lan', 'a', one.signal)
  presence.enter('lan', 'b', other.signal)
  presence.move('lan', 'b', at(2))
  presence.move('lan', 'a', at(1))
  expect(presence.list()).toEqual([{ name: 'lan', ...at(1) }])
  one.abort()
  expect(presence.list()).toEqual([{ name: 'lan', ...at(2) }])
})

it('a window that connects again before its old connection has ended stays, where it was', () => {
  const [before, after] = [new AbortController(), new AbortController()]
  presence.enter('lan', 'a', before.signal)
  presence.move('lan', 'a', at(7))
  presence.enter('lan', 'a', after.signal)
  before.abort()
  expect(presence.list()).toEqual([{ name: 'lan', ...at(7) }])
  after.abort()
  expect(presence.list()).toEqual([])
})

it('who watches no events is nowhere', () => {
  presence.move('lan', 'a', at(1))
  const gone = new AbortController()
  gone.abort()
  presence.enter('lan', 'a', gone.signal)
  expect(presence.list()).toEqual([])
})
