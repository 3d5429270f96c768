import { expect, it } from 'vitest'
import { mainPath, meantFiles } from './picked-files'
import { sendFiles, type SendingFiles } from './send-files'

const picked = (sizes: number[]) =>
  sizes.map((size, index) => ({
    name: `${index}.jpg`,
    file: new File([new Uint8Array(size).fill(index + 1)], `${index}.jpg`)
  }))

/** A server that keeps what it is sent, and whose line fails as told. */
function fakeLine(sizes: number[], fails: (sent: number) => boolean = () => false) {
  const arrived = sizes.map(() => 0)
  const offsets: [number, number][] = []
  const waited: number[] = []
  const shown: { files: number; bytes: number; broken: boolean }[] = []
  const sending: SendingFiles = {
    signal: new AbortController().signal,
    begin: () => Promise.resolve({ id: 'x', received: [...arrived], chunk: 4 }),
    send({ file, offset }, part) {
      offsets.push([file, offset])
      const failing = fails(offsets.length)
      // Half of a part arrives before the line breaks.
      arrived[file] = offset + (failing ? part.size >> 1 : part.size)
      return Promise.resolve(failing ? null : arrived[file])
    },
    wait(milliseconds) {
      waited.push(milliseconds)
      return Promise.resolve()
    },
    onProgress: (progress) => shown.push(progress)
  }
  return { sending, arrived, offsets, waited, shown }
}

it('sends every part of every file once', async () => {
  const sizes = [10, 4, 1, 9]
  const line = fakeLine(sizes)
  expect(await sendFiles(picked(sizes), line.sending)).toBe('x')
  expect(line.arrived).toEqual(sizes)
  expect(line.offsets).toHaveLength(3 + 1 + 1 + 3)
  expect(line.shown.at(-1)).toEqual({ files: 4, bytes: 24, broken: false })
  expect(line.waited).toEqual([])
})

it('goes on from what has arrived after the line broke', async () => {
  const sizes = [10, 10]
  const line = fakeLine(sizes, (sent) => sent === 2 || sent === 5)
  await sendFiles(picked(sizes), line.sending)
  expect(line.arrived).toEqual(sizes)
  expect(line.waited.length).toBeGreaterThan(0)
  expect(line.shown.some(({ broken }) => broken)).toBe(true)
})

it('gives up where nothing arrives any more, and waits longer each time', async () => {
  const line = fakeLine([10], () => true)
  line.sending.send = () => Promise.resolve(null)
  await expect(sendFiles(picked([10]), line.sending)).rejects.toThrow('cannot be reached')
  expect(line.waited).toHaveLength(30)
  expect(line.waited.slice(0, 3)).toEqual([1000, 2000, 5000])
})

it('leaves out what nobody means, and counts what is empty', () => {
  const file = new File(['x'], 'x')
  const names = ['a/b.jpg', 'a/.DS_Store', '.git/config', 'a/Thumbs.db', 'desktop.ini']
  const all = [...names.map((name) => ({ name, file })), { name: 'e', file: new File([], 'e') }]
  const { files, empty } = meantFiles(all)
  expect(files.map(({ name }) => name)).toEqual(['a/b.jpg'])
  expect(empty).toBe(1)
})

it.each([
  [['a.zip'], 'a.zip'],
  [['photos/a.jpg', 'photos/b/c.jpg'], 'photos'],
  [['c.json', 'images/a.jpg'], ''],
  [['a.jpg', 'b.jpg'], ''],
  [['train.en', 'train.vi'], 'train.en'],
  [['photos/a.jpg'], 'photos/a.jpg']
])('of %j, %j is read', (names, path) => {
  expect(mainPath(names)).toBe(path)
})
