import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'

test.each([
  ["setImmediate(() => { throw new Error('nobody caught it') })", 'uncaughtException'],
  ["void Promise.reject(new Error('nobody caught it'))", 'unhandledRejection']
])('%s is in the log, and the process ends all the same', (fault, origin) => {
  const folder = tempFolder()
  const log = join(import.meta.dirname, 'log.ts')
  const script = `import { openLog } from ${JSON.stringify(log)}
    openLog(${JSON.stringify(folder)})
    ${fault}`
  const { status } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script])
  expect(status).toBe(1)
  expect(JSON.parse(readFileSync(join(folder, 'viecap.log'), 'utf8'))).toMatchObject({
    level: 60,
    origin,
    error: { message: 'nobody caught it', stack: expect.stringContaining('Error') }
  })
})
