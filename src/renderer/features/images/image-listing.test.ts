import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useProblemsStore } from '../../app/problems-store'
import { useAccountStore } from '../account/account-store'
import { useCulling } from './culling'
import { useImageListing, type ImageListing } from './image-listing'

/** Images by id with their states, which a filter's text names. */
const server = vi.hoisted(() => ({
  states: new Map<number, string>(),
  edits: [] as unknown[],
  settled: [] as number[],
  /** Images that are given to the person here, and those that they left to others. */
  given: new Set<number>(),
  left: [] as number[],
  gate: Promise.resolve()
}))
vi.mock('../../api/client', () => {
  type Listed = { filter: { text?: string } }
  const listed = ({ filter }: Listed) =>
    [...server.states]
      .filter(([, state]) => !filter.text || filter.text === state)
      .map(([id, state]) => ({ id, state, name: `${id}.jpg` }))
  const images = {
    page: async (asked: Listed & { offset: number; limit: number }) => {
      await server.gate
      const rows = listed(asked)
      return { total: rows.length, rows: rows.slice(asked.offset, asked.offset + asked.limit) }
    },
    indexOf: async (asked: Listed & { id: number }) => {
      const index = listed(asked).findIndex(({ id }) => id === asked.id)
      return Promise.resolve({ index: index < 0 ? null : index })
    }
  }
  const edit = ({
    selection,
    edit
  }: {
    selection: { ids: number[] }
    edit: { status: string }
  }) => {
    server.edits.push([selection.ids, edit.status])
    for (const id of selection.ids) server.states.set(id, edit.status)
    return Promise.resolve({ changed: selection.ids.length })
  }
  const get = ({ id }: { id: number }) => {
    const text = server.states.get(id) === 'empty' ? '' : 'một'
    const captions = [{ id: id * 10, text, status: 'draft', source: 'person', conflictsWith: null }]
    return Promise.resolve({ captions })
  }
  const settle = ({ imageId, ids, status }: { imageId: number; ids: number[]; status: string }) => {
    server.edits.push([[imageId], status])
    server.settled.push(...ids)
    server.states.set(imageId, status)
    return Promise.resolve([])
  }
  const workLists = {
    ofImage: ({ imageId }: { imageId: number }) =>
      Promise.resolve({ state: server.given.has(imageId) ? 'open' : null }),
    mark: ({ imageId }: { imageId: number }) => {
      server.left.push(imageId)
      return Promise.resolve({ done: true })
    }
  }
  // Where first rows are asked for apart, the whole answers.
  const first = (asked: Listed & { limit: number }) => images.page({ ...asked, offset: 0 })
  return {
    api: { images: { ...images, first, get }, captions: { settle }, bulk: { edit }, workLists }
  }
})

let scope: EffectScope
let listing: ImageListing
const quiet = () => new Promise((resolve) => setTimeout(resolve, 20))

beforeEach(async () => {
  setActivePinia(createPinia())
  localStorage.clear()
  server.edits.length = server.settled.length = server.left.length = 0
  server.given.clear()
  server.gate = Promise.resolve()
  server.states = new Map([1, 2, 3, 4, 5].map((id) => [id, id === 5 ? 'accepted' : 'draft']))
  scope = effectScope()
  const made = scope.run(() => useImageListing('/library'))
  if (!made) throw new Error('The scope has ended.')
  listing = made
  await expect.poll(() => listing.total.value).toBe(5)
  await listing.select(0)
  listing.view.value.editing = true
})
afterEach(() => scope.stop())

async function filterBy(text: string): Promise<void> {
  listing.view.value.filter = text ? { text } : {}
  await nextTick()
  await expect.poll(() => listing.refiltering.value).toBe(false)
}

describe('a filter that leaves the image in the editor', () => {
  it('goes to the first match', async () => {
    await filterBy('accepted')
    expect(listing.view.value.selectedId).toBe(5)
    expect([listing.outside.value, listing.unlisted.value]).toEqual([false, false])
  })

  it('leaves it in view where nothing matches, as one that is not in the list', async () => {
    await filterBy('skipped')
    expect(listing.view.value.selectedId).toBe(1)
    expect([listing.outside.value, listing.unlisted.value]).toEqual([true, true])
    await filterBy('')
    expect([listing.outside.value, listing.unlisted.value]).toEqual([false, false])
  })

  it('is not taken for the list that comes while it is asked for', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    server.gate = promise
    listing.view.value.filter = { text: 'accepted' }
    await nextTick()
    expect(listing.refiltering.value).toBe(true)
    resolve(undefined)
    await expect.poll(() => listing.refiltering.value).toBe(false)
  })
})

it('arrives at the image that was gone to last, however fast', async () => {
  for (const index of [1, 2, 3]) void listing.select(index)
  await listing.arrived()
  expect([listing.view.value.selectedIndex, listing.view.value.selectedId]).toEqual([3, 4])
})

describe('a key that decides', () => {
  const culling = () => {
    const made = scope.run(() => useCulling(listing))
    if (!made) throw new Error('The scope has ended.')
    return made
  }

  it('decides on one image after the other, pressed faster than it is done', async () => {
    const { decide } = culling()
    await Promise.all([decide('accepted'), decide('rejected'), decide('skipped')])
    expect(server.edits).toEqual([
      [[1], 'accepted'],
      [[2], 'rejected'],
      [[3], 'skipped']
    ])
    expect(server.settled).toEqual([10, 20, 30])
    expect(listing.view.value.selectedId).toBe(4)
  })

  it('leaves an image to others that is given to the person, and goes on', async () => {
    useAccountStore().user = { name: 'lan', role: 'annotator' }
    server.given.add(2)
    const { decide } = culling()
    for (let turn = 0; turn < 3; turn += 1) await decide('skipped')
    expect(server.left).toEqual([2])
    expect(server.edits).toEqual([
      [[1], 'skipped'],
      [[3], 'skipped']
    ])
    expect(listing.view.value.selectedId).toBe(4)
  })

  it('decides on the image that an arrow has gone to', async () => {
    const { decide } = culling()
    void listing.select(3)
    await decide('rejected')
    expect(server.edits).toEqual([[[4], 'rejected']])
  })

  it('leaves an image alone that the list does not show', async () => {
    await filterBy('skipped')
    await culling().decide('accepted')
    expect(server.edits).toEqual([])
  })

  it('does not accept where there is nothing, and says so', async () => {
    server.states.set(2, 'empty')
    await filterBy('empty')
    await culling().decide('accepted')
    expect([server.edits, listing.view.value.selectedId]).toEqual([[], 2])
    expect(useProblemsStore().notices.map(({ text }) => text)).toEqual([
      'This image has no caption that could be accepted.'
    ])
  })

  it('decides on all that are selected, as one, and stays', async () => {
    listing.selection.toggle(1)
    listing.selection.toggle(3)
    await culling().decide('skipped')
    await quiet()
    expect(server.edits).toEqual([[[1, 3], 'skipped']])
    expect(listing.view.value.selectedId).toBe(1)
  })
})
