import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Path } from '../../../shared/domain/bounds'
import { allowedRoots, checkAllowed, checkPaths, limitToRoots, onlyAllowed } from './allowed-roots'

let dir: string
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'viecap-roots-')))
  for (const name of ['data/images', 'more', 'data-2', 'secret']) {
    mkdirSync(join(dir, name), { recursive: true })
  }
  writeFileSync(join(dir, 'data', 'a.json'), '[]')
  writeFileSync(join(dir, 'secret', 'key'), 'key')
  symlinkSync(join(dir, 'secret'), join(dir, 'data', 'out'))
  symlinkSync(join(dir, 'secret', 'new'), join(dir, 'data', 'dangling'))
  symlinkSync(join(dir, 'more'), join(dir, 'data', 'to-more'))
  symlinkSync(join(dir, 'data'), join(dir, 'link-to-data'))
})
afterEach(async () => {
  await limitToRoots(null)
  rmSync(dir, { recursive: true })
})

const check = (path: string) => checkAllowed(path.startsWith('/') ? path : join(dir, path))
const refused = { code: 'file.outside-roots' }

describe('a process that is limited to folders', () => {
  beforeEach(() => limitToRoots([join(dir, 'link-to-data'), join(dir, 'more')]))

  it.each([
    'data',
    'data/a.json',
    'data/new.json',
    'data/a/new/folder/b.json',
    'more',
    'data/to-more',
    'data/to-more/new.json',
    'link-to-data/a.json'
  ])('lets %s be read and written', async (path) => {
    await check(path)
  })

  it.each([
    '',
    'secret/key',
    'data-2',
    'data-2/new.json',
    'data/out',
    'data/out/key',
    'data/out/new/file.json',
    'data/dangling',
    'nowhere/at/all',
    '/',
    '/etc/passwd',
    '/proc/self/root/etc/passwd'
  ])('refuses %j', async (path) => {
    await expect(check(path)).rejects.toMatchObject(refused)
  })

  it.each(['data/../secret/key', 'data/out/../key', 'data/images/..', 'data/a.json\0'])(
    'refuses %j, which is not what its text says',
    async (path) => {
      await expect(checkAllowed(`${dir}/${path}`)).rejects.toMatchObject(refused)
    }
  )

  it('names the folders that it is limited to', async () => {
    const roots = [join(dir, 'data'), join(dir, 'more')]
    expect(allowedRoots()).toEqual(roots)
    await expect(check('secret')).rejects.toMatchObject({ params: { roots: roots.join(', ') } })
  })

  it('looks at every path of an input', async () => {
    const schema = v.object({ file: Path, sample: v.optional(v.nullable(Path), null) })
    const file = join(dir, 'data', 'a.json')
    await checkPaths(schema, { file, sample: null })
    const sample = join(dir, 'secret', 'key')
    await expect(checkPaths(schema, { file, sample })).rejects.toMatchObject(refused)
    expect(await onlyAllowed([file, sample])).toEqual([file])
  })
})

it('is not limited unless somebody says so', async () => {
  await check('secret/key')
  expect(await onlyAllowed(['/etc'])).toEqual(['/etc'])
})

it('can be limited to the root of the disk, and to folders alone', async () => {
  await limitToRoots(['/'])
  await check('secret/key')
  await expect(limitToRoots([join(dir, 'data', 'a.json')])).rejects.toMatchObject({
    code: 'file.not-found'
  })
})
