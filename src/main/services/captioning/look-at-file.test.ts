import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { limitToRoots } from '../../base/files/allowed-roots'
import { lookAtFile } from './look-at-file'

let dir: string
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'viecap-look-')))
  for (const name of ['inside', 'outside']) {
    mkdirSync(join(dir, name))
    writeFileSync(join(dir, name, 'a.jpg'), 'image')
  }
})
afterEach(async () => {
  await limitToRoots(null)
  rmSync(dir, { recursive: true })
})

test('a file that a list names outside the allowed folders is not opened', async () => {
  await limitToRoots([join(dir, 'inside')])
  expect(await lookAtFile(join(dir, 'inside', 'a.jpg'), null)).toMatchObject({ bytes: 5 })
  await expect(lookAtFile(join(dir, 'outside', 'a.jpg'), null)).rejects.toMatchObject({
    code: 'file.outside-roots'
  })
})
