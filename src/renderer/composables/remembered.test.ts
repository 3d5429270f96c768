import * as v from 'valibot'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { alsoKeepBy, takeUp, useRemembered } from './remembered'

const Shape = v.object({ list: v.array(v.number()) })

describe('useRemembered', () => {
  afterEach(() => localStorage.clear())

  it('gives back what was there before a reload', async () => {
    useRemembered('a', Shape, { list: [] }).value.list.push(7)
    await nextTick()
    expect(useRemembered('a', Shape, { list: [] }).value).toEqual({ list: [7] })
  })

  it('never changes the fallback that others share', async () => {
    const fallback = { list: [1] }
    useRemembered('a', Shape, fallback).value.list.push(2)
    await nextTick()
    expect(useRemembered('b', Shape, fallback).value).toEqual({ list: [1] })
  })

  it('tells what changed to who keeps it elsewhere, and takes that up in another browser', async () => {
    const keep = vi.fn<(name: string, stored: string) => void>()
    alsoKeepBy(keep)
    useRemembered('c', Shape, { list: [] }).value.list.push(7)
    await nextTick()
    expect(keep.mock.calls).toEqual([['c', '{"list":[7]}']])

    localStorage.clear()
    takeUp({ c: '{"list":[7]}' })
    expect(useRemembered('c', Shape, { list: [] }).value).toEqual({ list: [7] })
    // What this browser remembers itself is newer.
    takeUp({ c: '{"list":[9]}' })
    expect(useRemembered('c', Shape, { list: [] }).value).toEqual({ list: [7] })
  })

  it('takes the fallback for what another version has stored', () => {
    localStorage.setItem('viecap:a', '{"list": "old"}')
    expect(useRemembered('a', Shape, { list: [3] }).value).toEqual({ list: [3] })
    localStorage.setItem('viecap:b', '{')
    expect(useRemembered('b', Shape, { list: [3] }).value).toEqual({ list: [3] })
  })
})
