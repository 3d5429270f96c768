import { expect, it } from 'vitest'
import { inReadyBatches } from './in-ready-batches'

/** Numbers that are given out one after the other as they are pushed. */
function source() {
  const waiting: (() => void)[] = []
  const numbers: number[] = []
  let ended = false
  let failure: Error | null = null
  const wake = () => waiting.splice(0).forEach((resolve) => resolve())
  return {
    taken: 0,
    push(...more: number[]) {
      numbers.push(...more)
      wake()
    },
    end(error: Error | null = null) {
      ended = true
      failure = error
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = numbers.shift()
        if (next !== undefined) {
          this.taken += 1
          yield next
        } else if (failure) throw failure
        else if (ended) return
        else await new Promise<void>((resolve) => waiting.push(resolve))
      }
    }
  }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 30))

it('gives an item with those right behind it, and then what came meanwhile', async () => {
  const numbers = source()
  const batches = inReadyBatches(numbers, 4)
  const first = batches.next()
  numbers.push(1)
  numbers.push(2)
  expect(await first).toMatchObject({ value: [1, 2] })
  numbers.push(3)
  await turn()
  numbers.push(4)
  await turn()
  expect(await batches.next()).toMatchObject({ value: [3, 4] })
  const next = batches.next()
  numbers.push(5)
  expect(await next).toMatchObject({ value: [5] })
  numbers.end()
  expect(await batches.next()).toMatchObject({ done: true })
})

it('groups no more than it is to, and takes no more ahead', async () => {
  const numbers = source()
  const batches = inReadyBatches(numbers, 4)
  numbers.push(...Array.from({ length: 20 }, (_, index) => index))
  await batches.next()
  await turn()
  expect(await batches.next()).toMatchObject({ value: { length: 4 } })
  await turn()
  expect(numbers.taken).toBeLessThanOrEqual(12)
  await batches.return(undefined)
})

it('gives what came before a failure, and then fails', async () => {
  const numbers = source()
  const batches = inReadyBatches(numbers, 4)
  numbers.push(1)
  expect(await batches.next()).toMatchObject({ value: [1] })
  numbers.push(2)
  await turn()
  numbers.end(new Error('cut'))
  await turn()
  expect(await batches.next()).toMatchObject({ value: [2] })
  await expect(batches.next()).rejects.toThrow('cut')
})
