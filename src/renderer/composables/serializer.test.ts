import { expect, it } from 'vitest'
import { createSerializer } from './serializer'

it('does work in the order of asking, and goes on after a failure', async () => {
  const serialize = createSerializer()
  const log: string[] = []
  let release = () => {}
  const slow = serialize(async () => {
    await new Promise<void>((resolve) => (release = resolve))
    log.push('slow')
    throw new Error('failed')
  })
  const quick = serialize(async () => {
    log.push('quick')
    return 7
  })
  await Promise.resolve()
  release()
  await expect(slow).rejects.toThrow('failed')
  expect(await quick).toBe(7)
  expect(log).toEqual(['slow', 'quick'])
})
