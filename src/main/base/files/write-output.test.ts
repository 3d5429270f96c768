import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { newPartName } from './part-name'
import { writeOutput, writeOutputs, writePart } from './write-output'

const once = { overwrite: false }
const again = { overwrite: true }
const textOf = (path: string) => readFileSync(path, 'utf8')

test('a new file is made with its folders, and nothing else stays beside it', async () => {
  const file = join(tempFolder(), 'new', 'folder', 'a.json')
  await writeOutput(file, 'one', once)
  expect(textOf(file)).toBe('one')
  expect(readdirSync(join(file, '..'))).toEqual(['a.json'])
})

test('a file that is there is replaced only on request, and keeps its mode', async () => {
  const file = join(tempFolder(), 'a.json')
  writeFileSync(file, 'before')
  chmodSync(file, 0o640)
  utimesSync(file, 1, 1)
  await expect(writeOutput(file, 'after', once)).rejects.toMatchObject({
    code: 'output.exists',
    params: { path: file, bytes: 6, modifiedAt: 1000 }
  })
  expect(textOf(file)).toBe('before')
  await writeOutput(file, 'after', again)
  expect(textOf(file)).toBe('after')
  expect(statSync(file).mode & 0o777).toBe(0o640)
})

test('a file that appears while another is written is not replaced', async () => {
  const folder = tempFolder()
  const file = join(folder, 'a.json')
  const writing = writeOutputs([file], once, async ([part]) => {
    await writePart(part ?? '', 'ours')
    writeFileSync(file, 'theirs')
  })
  await expect(writing).rejects.toMatchObject({ code: 'output.exists' })
  expect(textOf(file)).toBe('theirs')
  expect(readdirSync(folder)).toEqual(['a.json'])
})

test('a failure leaves the old file, and of several files none is new', async () => {
  const folder = tempFolder()
  const files = [join(folder, 'a.en'), join(folder, 'a.vi')]
  writeFileSync(files[0] ?? '', 'before')
  const writing = writeOutputs(files, again, async (parts) => {
    for (const part of parts) await writePart(part, 'after')
    throw new Error('the disk is full')
  })
  await expect(writing).rejects.toThrow('the disk is full')
  expect(readdirSync(folder)).toEqual(['a.en'])
  expect(textOf(files[0] ?? '')).toBe('before')
})

test('a link stays a link: what it leads to is written, also where nothing is there yet', async () => {
  const folder = tempFolder()
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  writeFileSync(join(folder, 'target'), 'before')
  symlinkSync('target', first)
  symlinkSync('later/target', second)
  await expect(writeOutput(first, 'after', once)).rejects.toMatchObject({ code: 'output.exists' })
  await writeOutput(first, 'after', again)
  await writeOutput(second, 'new', once)
  expect(lstatSync(first).isSymbolicLink() && lstatSync(second).isSymbolicLink()).toBe(true)
  expect(textOf(join(folder, 'target'))).toBe('after')
  expect(textOf(join(folder, 'later', 'target'))).toBe('new')
})

test('links in a circle are refused', async () => {
  const folder = tempFolder()
  symlinkSync('b', join(folder, 'a'))
  symlinkSync('a', join(folder, 'b'))
  const writing = writeOutput(join(folder, 'a'), 'x', once)
  await expect(writing).rejects.toMatchObject({ code: 'file.unwritable' })
})

test('nothing in a library is written but its exports, open or not, by link or by name', async () => {
  const { root } = tempLibrary()
  const folder = tempFolder()
  symlinkSync(root, join(folder, 'linked'))
  symlinkSync(join(root, 'library.sqlite'), join(folder, 'file.json'))
  mkdirSync(join(root, 'exports', 'deep'))
  const before = readFileSync(join(root, 'library.sqlite'))
  for (const path of [
    join(root, 'library.sqlite'),
    join(root, 'library.sqlite-wal'),
    join(root, 'new.json'),
    join(root, 'runs', 'run-0001', 'x.json'),
    join(root, 'exports', '..', 'library.lock'),
    join(folder, 'linked', 'thumbnails', 'x'),
    join(folder, 'file.json')
  ]) {
    const writing = writeOutput(path, 'x', again)
    await expect(writing).rejects.toMatchObject({
      code: 'output.in-library',
      params: { library: root }
    })
  }
  expect(readFileSync(join(root, 'library.sqlite'))).toEqual(before)
  await writeOutput(join(folder, 'linked', 'exports', 'deep', 'x.json'), 'x', once)
  expect(textOf(join(root, 'exports', 'deep', 'x.json'))).toBe('x')
})

test('a name of 250 bytes can be written, and one that no disk holds is refused at once', async () => {
  const folder = tempFolder()
  const file = join(folder, 'x'.repeat(250))
  await writeOutput(file, 'long', once)
  expect(textOf(file)).toBe('long')
  const writing = writeOutputs([join(folder, 'x'.repeat(300))], once, () => {
    throw new Error('was written')
  })
  await expect(writing).rejects.toMatchObject({ code: 'file.unwritable' })
})

test('a relative path and a folder are refused with words', async () => {
  const folder = tempFolder()
  await expect(writeOutput('a.json', 'x', again)).rejects.toMatchObject({
    code: 'output.not-absolute'
  })
  await expect(writeOutput(folder, 'x', again)).rejects.toMatchObject({
    code: 'file.unwritable',
    params: { detail: 'it is a folder' }
  })
})

test.skipIf(process.platform === 'win32')('a pipe stays one and gets every byte', async () => {
  const pipe = join(tempFolder(), 'pipe')
  execFileSync('mkfifo', [pipe])
  const text = 'một dòng\n'.repeat(100_000)
  const writing = writeOutput(pipe, text, once)
  const [read] = await Promise.all([readFile(pipe, 'utf8'), writing])
  expect(read).toBe(text)
  const left = readdirSync(tmpdir()).filter((name) => /^\.viecap-.*\.part$/.test(name))
  expect(left.filter((name) => name.includes(`-${process.pid}-`))).toEqual([])
  expect(lstatSync(pipe).isFIFO()).toBe(true)
})

test.skipIf(process.platform === 'win32')(
  'waiting for the reader of a pipe can be cancelled',
  async () => {
    const pipe = join(tempFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    const controller = new AbortController()
    const writing = writeOutput(pipe, 'x', { ...once, signal: controller.signal })
    controller.abort()
    await expect(writing).rejects.toMatchObject({ code: 'engine.cancelled' })
  }
)

test.skipIf(process.platform === 'win32')('a device stays one', async () => {
  await writeOutput('/dev/null', 'x', once)
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
})

test('what killed processes have left is removed, and what others write is not', async () => {
  const folder = tempFolder()
  const killed = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  const ended = new Promise((resolve) => killed.once('exit', resolve))
  killed.kill('SIGKILL')
  await ended
  const nameOf = (pid: number) => newPartName().replace(/-\d+-/, `-${pid}-`)
  const left = nameOf(killed.pid ?? 0)
  const mine = newPartName()
  const parents = nameOf(process.ppid)
  const elsewhere = newPartName().replace(/^\.viecap-[0-9a-f]{6}/, '.viecap-000000')
  for (const name of [left, mine, parents, elsewhere, '.viecap-x.part']) {
    writeFileSync(join(folder, name), 'half')
  }
  await writeOutput(join(folder, 'a'), 'whole', once)
  const kept = [mine, parents, elsewhere, '.viecap-x.part', 'a']
  expect(readdirSync(folder).sort()).toEqual(kept.sort())
})
