import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { KeptOpen } from './kept-open'

const KEEP_MS = 1000
let log: string[]
let kept: KeptOpen<string>

beforeEach(() => {
  vi.useFakeTimers()
  log = []
  kept = new KeptOpen(KEEP_MS, (name) => {
    log.push(`close ${name}`)
    return Promise.resolve()
  })
})
afterEach(() => {
  vi.useRealTimers()
})

const open = (name: string) => () => {
  log.push(`open ${name}`)
  return Promise.resolve(name)
}
const use = (name: string, work: (name: string) => Promise<unknown> = () => Promise.resolve()) =>
  kept.use(name, open(name), work)

it('opens once what is used again within its time, and closes it after that', async () => {
  await use('a')
  await vi.advanceTimersByTimeAsync(KEEP_MS - 1)
  await use('a')
  await vi.advanceTimersByTimeAsync(KEEP_MS - 1)
  expect(log).toEqual(['open a'])
  await vi.advanceTimersByTimeAsync(1)
  expect(log).toEqual(['open a', 'close a'])
  await use('a')
  expect(log.at(-1)).toBe('open a')
})

it('closes one for another, but not while it is used', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const using = use('a', () => promise)
  await use('b')
  await vi.advanceTimersByTimeAsync(2 * KEEP_MS)
  expect(log).toEqual(['open a', 'open b', 'close b'])
  resolve(undefined)
  await using
  await vi.advanceTimersByTimeAsync(0)
  expect(log.at(-1)).toBe('close a')
})

it('keeps none that could not be opened, and one whose use failed', async () => {
  const fails = kept.use(
    'a',
    () => Promise.reject(new Error('no file')),
    () => Promise.resolve()
  )
  await expect(fails).rejects.toThrow('no file')
  await expect(use('a', () => Promise.reject(new Error('too long')))).rejects.toThrow('too long')
  await use('a')
  expect(log).toEqual(['open a'])
})
