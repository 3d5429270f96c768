import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { tempFolder } from '../../../test/fixtures/temp-library'
import { ImageReader, readOnThreads } from './image-reader'

const preprocessing = {
  resize: { shorterSide: 2 },
  filter: 'bicubic',
  imageSize: 2,
  mean: [0, 0, 0],
  deviation: [1, 1, 1],
  rescale: 1,
  orientation: 'stored'
} as const

afterEach(() => readOnThreads(undefined))

/** Lets readers use a thread with this program. */
async function useThread(program: string): Promise<void> {
  const file = join(tempFolder(), 'thread.mjs')
  await writeFile(file, `import { parentPort, threadId } from 'node:worker_threads'\n${program}`)
  readOnThreads(file)
}

it('shares images out over its threads, and passes failures on', async () => {
  await useThread(`parentPort.on('message', ({ id, request: path }) =>
    parentPort.postMessage(
      path === 'bad'
        ? { id, error: { code: 'image.unreadable', params: { path, detail: '' }, message: '' } }
        : { id, answer: Float32Array.of(threadId) }
    ))`)
  const reader = new ImageReader(preprocessing, 2)
  const read = await Promise.all(['a', 'b', 'c', 'd'].map((path) => reader.read(path)))
  expect(new Set(read.map(([thread]) => thread)).size).toBe(2)
  await expect(reader.read('bad')).rejects.toMatchObject({ code: 'image.unreadable' })
  await reader.close()
})

it('fails the images of a thread that dies, and starts another', async () => {
  await useThread(`parentPort.on('message', ({ id, request: path }) => {
    if (path === 'deadly') throw new Error('out of memory')
    parentPort.postMessage({ id, answer: Float32Array.of(7) })
  })`)
  const reader = new ImageReader(preprocessing, 1)
  await expect(reader.read('deadly')).rejects.toMatchObject({
    code: 'unexpected',
    params: { detail: 'out of memory' }
  })
  expect([...(await reader.read('a'))]).toEqual([7])
  await reader.close()
})
