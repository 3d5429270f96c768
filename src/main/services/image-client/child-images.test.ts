import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { forkChild } from '../../base/process/child-link'
import { ChildImages } from './child-images'

const script = join(import.meta.dirname, 'test', 'small-images.mjs')

/** Images by the small process; `started` counts its lives. */
function open(node?: string) {
  let started = 0
  const images = new ChildImages(() => {
    started += 1
    return forkChild(script, node)
  })
  onTestFinished(() => images.close())
  const ask = async (path: string) => String(await images.run('makeThumbnail', path, 256))
  return { images, ask, started: () => started }
}

it('asks one process for all', async () => {
  const { ask, started } = open()
  const answers = await Promise.all(['a', 'b', 'c'].map(ask))
  expect(answers.map((answer) => answer.split(' ')[0])).toEqual(['a', 'b', 'c'])
  expect(new Set(answers.map((answer) => answer.split(' ')[1])).size).toBe(1)
  expect(started()).toBe(1)
})

it('refuses the one image that ends the process, and reads all others', async () => {
  const { ask } = open()
  const asked = ['a', 'deadly', 'b', 'deadly', 'c'].map(ask)
  const settled = await Promise.allSettled(asked)
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled'
  ])
  expect(settled[1]).toMatchObject({
    reason: {
      code: 'image.unreadable',
      params: { path: 'deadly', detail: 'the program that decodes images stopped while reading it' }
    }
  })
  expect(await ask('d')).toMatch(/^d /)
})

it('reads again an image whose process has died, in another one', async () => {
  const { ask, started } = open()
  const [, first] = (await ask('a')).split(' ')
  const again = await ask('not first')
  expect(again).toMatch(/^not first /)
  expect(again).not.toContain(first)
  expect(started()).toBe(2)
})

it('says that no image can be read where the process cannot be started', async () => {
  const { ask } = open(join(import.meta.dirname, 'no-node-here'))
  await expect(ask('a')).rejects.toMatchObject({
    code: 'image.no-process',
    params: { detail: expect.stringContaining('ENOENT') }
  })
})

it('blames no image for a program that ends as soon as it is asked', async () => {
  const images = new ChildImages(() => forkChild(join(import.meta.dirname, 'nowhere.mjs')))
  onTestFinished(() => images.close())
  await expect(images.run('readImageInfo', 'a.jpg')).rejects.toMatchObject({
    code: 'image.no-process'
  })
})

it('rejects what waits when it is closed, and all that comes later', async () => {
  const { images, ask } = open()
  const waiting = expect(ask('waits')).rejects.toMatchObject({ code: 'engine.cancelled' })
  await ask('a')
  await images.close()
  await waiting
  await expect(ask('b')).rejects.toMatchObject({ code: 'engine.cancelled' })
})
