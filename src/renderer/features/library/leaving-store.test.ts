import { ORPCError } from '@orpc/client'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { useLeavingStore } from './leaving-store'

const running = new AppError('library.job-running', { path: '/a', kind: 'train', id: 3 })
const refused = () => new ORPCError('APP_ERROR', { data: toErrorInfo(running) })

/** What leaves a library whose job runs, until it may interrupt that. */
function leaving() {
  const asked: boolean[] = []
  return {
    asked,
    work: ({ interrupt }: { interrupt: boolean }) => {
      asked.push(interrupt)
      return interrupt ? Promise.resolve() : Promise.reject(refused())
    }
  }
}

beforeEach(() => setActivePinia(createPinia()))

test('without a job nobody is asked', async () => {
  const store = useLeavingStore()
  await store.leave(() => Promise.resolve())
  expect(store.question).toBeNull()
})

test('a person who would rather wait leaves everything as it is', async () => {
  const store = useLeavingStore()
  const { asked, work } = leaving()
  const left = store.leave(work)
  await expect.poll(() => store.question?.kind).toBe('train')
  store.question?.answer(false)
  await left
  expect(asked).toEqual([false])
  expect(store.question).toBeNull()
})

test('a job is interrupted where a person says so', async () => {
  const store = useLeavingStore()
  const { asked, work } = leaving()
  const left = store.leave(work)
  await expect.poll(() => store.question).not.toBeNull()
  store.question?.answer(true)
  await left
  expect(asked).toEqual([false, true])
})

test('another error is not asked about', async () => {
  const store = useLeavingStore()
  await expect(store.leave(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(store.question).toBeNull()
})
