import * as v from 'valibot'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { useRemembered } from './remembered'

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

  it('takes the fallback for what another version has stored', () => {
    localStorage.setItem('viecap:a', '{"list": "old"}')
    expect(useRemembered('a', Shape, { list: [3] }).value).toEqual({ list: [3] })
    localStorage.setItem('viecap:b', '{')
    expect(useRemembered('b', Shape, { list: [3] }).value).toEqual({ list: [3] })
  })
})
