// The browser test in real Electron, where its binary is and can be started; elsewhere one line
// that says why it did not run.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { ensureBuilt } from './support/build.mjs'
import { findElectron } from './support/electron.mjs'
import { root } from './support/root.mjs'

const electron = findElectron({ fetch: false })
if (electron.path) {
  ensureBuilt()
  const folder = dirname(createRequire(join(root, 'package.json')).resolve('vitest/package.json'))
  const { status } = spawnSync(
    process.execPath,
    [join(folder, 'vitest.mjs'), 'run', '--project', 'e2e'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, VIECAP_ELECTRON: electron.path } }
  )
  process.exitCode = status ?? 1
} else {
  console.log(`The test in Electron did not run: ${electron.reason}.`)
}
