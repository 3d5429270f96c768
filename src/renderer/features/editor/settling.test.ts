import { expect, it } from 'vitest'
import { settle, settled } from './settling'

it('waits for all work on one image, failed or not, and for no other image', async () => {
  const log: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) =>
    new Promise<void>((resolve) => ends.push(resolve)).then(() => void log.push(name))
  void settle(1, work('first'))
  const failing = settle(
    1,
    work('second').then(() => Promise.reject(new Error('cut off')))
  )
  const quiet = settled(1).then(() => void log.push('quiet'))
  await settled(2)
  expect(log).toEqual([])
  ends[1]?.()
  await expect(failing).rejects.toThrow('cut off')
  expect(log).toEqual(['second'])
  ends[0]?.()
  await quiet
  expect(log).toEqual(['second', 'first', 'quiet'])
})
