import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { anyStyle, checkCodes } from '../../../shared/vietnamese/check-codes'
import { CheckedLines } from './checked-lines'

it('stops when it is no longer wanted, and leaves the file', async () => {
  const path = join(tempFolder(), 'many.txt')
  const content = 'Bác sĩ hướng dẩn bệnh nhân .\n'.repeat(100_000)
  writeFileSync(path, content)
  const controller = new AbortController()
  const lines = await CheckedLines.read(path, anyStyle, controller.signal)
  setImmediate(() => controller.abort())
  await expect(lines.fix(checkCodes)).rejects.toMatchObject({ code: 'engine.cancelled' })
  expect(readFileSync(path, 'utf8')).toBe(content)
})
