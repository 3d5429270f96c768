import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { hashContent } from './hash-content'
import {
  statRegular,
  openRegular,
  openRegularSync,
  readBytes,
  readPieces,
  readText,
  readTextPieces,
  readTextSync
} from './regular-file'

/** What is no regular file: a pipe that nobody writes into, an endless device, a folder. */
function strange(): Record<string, string> {
  const folder = tempFolder()
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  symlinkSync(pipe, join(folder, 'link'))
  mkdirSync(join(folder, 'folder'))
  return {
    pipe,
    'link to a pipe': join(folder, 'link'),
    folder: join(folder, 'folder'),
    device: '/dev/zero'
  }
}

const readers: Record<string, (path: string) => unknown> = {
  statRegular,
  openRegular,
  openRegularSync: async (path) => openRegularSync(path),
  readBytes: (path) => readBytes(path, 100),
  readText: (path) => readText(path, 100),
  readTextSync: async (path) => readTextSync(path, 100),
  readPieces: (path) => readPieces(path).next(),
  readTextPieces: (path) => readTextPieces(path).next(),
  hashContent
}

describe.skipIf(process.platform === 'win32').each(Object.entries(readers))('%s', (_name, read) => {
  it('refuses at once what is no regular file, and says what is not there', async () => {
    for (const [what, path] of Object.entries(strange())) {
      await expect(read(path), what).rejects.toMatchObject({
        code: 'file.not-regular',
        params: { path }
      })
    }
    await expect(read(join(tempFolder(), 'none'))).rejects.toMatchObject({ code: 'file.not-found' })
  })
})

it('reads a file whole, in pieces, and by its descriptor', async () => {
  const path = join(tempFolder(), 'a.txt')
  const text = 'Một bác sĩ .\n'.repeat(1000)
  writeFileSync(path, '\ufeff' + text)
  expect(await readText(path, 10 ** 6)).toBe('\ufeff' + text)
  expect(readTextSync(path, 10 ** 6)).toBe('\ufeff' + text)
  let pieces = ''
  for await (const piece of readTextPieces(path)) pieces += piece
  expect(pieces).toBe(text)
  const decoder = new TextDecoder()
  let joined = ''
  for await (const piece of readPieces(path, { pieceBytes: 7 })) {
    joined += decoder.decode(piece, { stream: true })
  }
  expect(joined).toBe(text)
  closeSync(openRegularSync(path))
})

it('reads no more of a file than was asked for, also of one that says it has no size', async () => {
  const path = join(tempFolder(), 'a.txt')
  writeFileSync(path, 'x'.repeat(101))
  await expect(readBytes(path, 100)).rejects.toMatchObject({ code: 'file.too-large' })
  expect(() => readTextSync(path, 100)).toThrow(expect.objectContaining({ code: 'file.too-large' }))
  expect(await readText(path, 101)).toHaveLength(101)
})

it.runIf(process.platform === 'linux')(
  'reads files of /proc, which say they are empty',
  async () => {
    expect(await readText('/proc/self/status', 10 ** 6)).toMatch(/^Name:/)
    await expect(readBytes('/proc/self/status', 10)).rejects.toMatchObject({
      code: 'file.too-large'
    })
  }
)

it('stops between pieces when it is cancelled', async () => {
  const path = join(tempFolder(), 'a.txt')
  writeFileSync(path, 'x'.repeat(100))
  const controller = new AbortController()
  const pieces = readPieces(path, { pieceBytes: 10, signal: controller.signal })
  await pieces.next()
  controller.abort()
  await expect(pieces.next()).rejects.toMatchObject({ code: 'engine.cancelled' })
})
