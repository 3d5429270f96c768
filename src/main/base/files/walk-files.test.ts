import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { asNobody } from '../../../../test/fixtures/as-nobody'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { walkFiles } from './walk-files'

/** A folder with these files; links are those that have a target. */
function tree(entries: Record<string, string | null>): string {
  const folder = tempFolder()
  for (const [name, target] of Object.entries(entries)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    if (target === null) writeFileSync(join(folder, name), name)
    else symlinkSync(target, join(folder, name))
  }
  return folder
}

async function walked(folder: string, recursive = true): Promise<[string, string][]> {
  const found: [string, string][] = []
  const root = realpathSync(folder)
  for await (const { name, error, ...file } of walkFiles(folder, recursive, /\.jpg$/)) {
    const real = 'real' in file ? file.real.replace(`${root}/`, '') : ''
    found.push([name, error?.code ?? real])
  }
  return found
}

it('follows links to files and folders, also out of the folder, and tells where they lead', async () => {
  const cache = tree({
    'blobs/0aa': null,
    'other/x.jpg': null,
    'snapshots/abc/a.jpg': '../../blobs/0aa',
    'snapshots/abc/b': '../../other',
    'snapshots/abc/gone.jpg': 'nowhere'
  })
  const root = realpathSync(cache)
  expect(await walked(join(cache, 'snapshots/abc'))).toEqual([
    ['a.jpg', join(root, 'blobs/0aa')],
    ['b/x.jpg', join(root, 'other/x.jpg')]
  ])
  expect(await walked(join(cache, 'snapshots/abc'), false)).toEqual([
    ['a.jpg', join(root, 'blobs/0aa')]
  ])
})

it('walks a folder once, by its own name where it is in the tree, and ends with links in circles', async () => {
  const folder = tree({
    'a/link': '../b',
    'a/self': '.',
    'a/up': '..',
    'a/root': '/',
    'b/c/x.jpg': null,
    'b/back': '../a',
    'b/circle': 'circle',
    'z.jpg': null
  })
  expect(await walked(folder)).toEqual([
    ['b/c/x.jpg', 'b/c/x.jpg'],
    ['z.jpg', 'z.jpg']
  ])
})

it('ends where each folder has two links to the next', async () => {
  const entries: Record<string, string | null> = { 'f30/x.jpg': null }
  for (let level = 0; level < 30; level += 1) {
    entries[`f${level}/one`] = `../f${level + 1}`
    entries[`f${level}/two`] = `../f${level + 1}`
  }
  const folder = tree(entries)
  expect(await walked(join(folder, 'f0'))).toHaveLength(1)
})

it('gives regular files alone, and no hidden ones', async () => {
  const folder = tree({ 'a.jpg': null, '.b.jpg': null, '.c/d.jpg': null, 'pipe.jpg': '/dev/zero' })
  execFileSync('mkfifo', [join(folder, 'fifo.jpg')])
  expect((await walked(folder)).map(([name]) => name)).toEqual(['a.jpg'])
})

it('names a folder that cannot be read and goes on', async () => {
  const folder = tree({ 'a/x.jpg': null, 'b/y.jpg': null })
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'a'), 0)
  try {
    expect(await asNobody(() => walked(folder))).toEqual([
      ['a', 'file.unreadable'],
      ['b/y.jpg', 'b/y.jpg']
    ])
  } finally {
    chmodSync(join(folder, 'a'), 0o700)
  }
})

it('ends when it is cancelled', async () => {
  const controller = new AbortController()
  const files = walkFiles(tree({ 'a.jpg': null, 'b.jpg': null }), true, /./, controller.signal)
  await files.next()
  controller.abort()
  await expect(files.next()).rejects.toMatchObject({ code: 'engine.cancelled' })
})
