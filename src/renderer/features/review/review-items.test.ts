import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useReviewItems } from './review-items'

const server = vi.hoisted(() => {
  const item = (imageId: number) => ({
    imageId,
    text: 'máy viết',
    captions: [0, 1].map((at) => ({
      captionId: imageId * 10 + at,
      judged: 'người viết',
      state: 'open',
      now: { text: 'người viết', status: 'draft', version: 1 }
    }))
  })
  return { settled: [] as unknown[], gate: Promise.resolve(), item, firstOpen: 0 }
})
vi.mock('../../api/client', () => ({
  api: {
    review: {
      page: () => {
        const rows = [server.item(1), server.item(2)]
        // What comes before the first open one is decided.
        const decided = rows
          .slice(0, server.firstOpen ?? rows.length)
          .flatMap((row) => row.captions)
        for (const caption of decided) caption.state = 'right'
        return Promise.resolve({ total: 2, rows })
      },
      counts: () => Promise.resolve({}),
      firstOpen: () => Promise.resolve(server.firstOpen),
      settle: async (input: { captionId: number }) => {
        await server.gate
        server.settled.push(input)
        const changed = server.item(Math.floor(input.captionId / 10))
        return { ...changed, text: 'đã xét' }
      }
    }
  }
}))

let scope: EffectScope
async function review(): Promise<ReturnType<typeof useReviewItems>> {
  scope = effectScope()
  const items = scope.run(() => useReviewItems(1, 'loss'))
  if (!items) throw new Error('The scope has ended.')
  await expect.poll(() => items.total.value).toBe(2)
  return items
}

beforeEach(() => {
  setActivePinia(createPinia())
  localStorage.clear()
  server.firstOpen = 0
  server.settled.length = 0
  server.gate = Promise.resolve()
})
afterEach(() => scope.stop())

it('keeps a text that is being written while other captions and images are looked at', async () => {
  const items = await review()
  items.draft.value = 'sửa dở'
  items.chosen.value = 1
  expect(items.draft.value).toBeNull()
  items.draft.value = 'câu hai'
  items.move(1)
  items.chosen.value = 0
  expect(items.draft.value).toBeNull()
  items.move(-1)
  expect(items.draft.value).toBe('sửa dở')
  items.chosen.value = 1
  expect(items.draft.value).toBe('câu hai')
})

it('puts an answer where it belongs when somebody has moved on meanwhile', async () => {
  const items = await review()
  const { promise, resolve } = Promise.withResolvers<undefined>()
  server.gate = promise
  items.draft.value = 'sửa xong'
  const settled = items.settle({ verdict: 'corrected', text: 'sửa xong' })
  items.move(1)
  items.draft.value = 'câu của ảnh hai'
  resolve(undefined)
  expect(await settled).toBe(false)
  expect(items.item.value?.imageId).toBe(2)
  expect(items.draft.value).toBe('câu của ảnh hai')
  items.move(-1)
  expect(items.item.value).toMatchObject({ imageId: 1, text: 'đã xét' })
  expect(items.draft.value).toBeNull()
})

it('keeps what was typed while its caption was being settled', async () => {
  const items = await review()
  const { promise, resolve } = Promise.withResolvers<undefined>()
  server.gate = promise
  items.draft.value = 'sửa'
  const settled = items.settle({ verdict: 'corrected', text: 'sửa' })
  items.draft.value = 'sửa nữa'
  resolve(undefined)
  expect(await settled).toBe(false)
  expect(items.draft.value).toBe('sửa nữa')
})

it('opens again at the first open item, unless something is being written where it was', async () => {
  const items = await review()
  expect(items.place.value).toBe(0)
  scope.stop()
  server.firstOpen = 1
  const again = await review()
  await expect.poll(() => again.place.value).toBe(1)
  again.move(-1)
  again.draft.value = 'sửa dở'
  await nextTick()
  scope.stop()
  const back = await review()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([back.place.value, back.draft.value]).toEqual([0, 'sửa dở'])
})

it('goes back to the image that an undo has changed', async () => {
  const items = await review()
  items.move(1)
  expect(items.goToImage(1)).toBe(true)
  expect(items.item.value?.imageId).toBe(1)
  expect(items.goToImage(7)).toBe(false)
})
