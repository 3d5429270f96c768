import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { timed } from './processor-time'

it.runIf(process.platform === 'linux')('counts what a process below has taken', async () => {
  const busy =
    'const until = process.cpuUsage().user + 2e5; while (process.cpuUsage().user < until);'
  const { seconds } = await timed(() =>
    Promise.resolve(spawnSync(process.execPath, ['-e', busy]).status)
  )
  expect(seconds).toBeGreaterThanOrEqual(0.2)
})
