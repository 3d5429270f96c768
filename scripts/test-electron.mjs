// The browser tests in real Electron, which is fetched where it is not there; on Linux under a
// virtual display where there is none. Elsewhere one line says why they did not run, and where CI is
// set that is a failure.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './support/build.mjs'
import { findElectron } from './support/electron.mjs'
import { root } from './support/root.mjs'

const args = process.argv.slice(2)
if (needsDisplay() && has('xvfb-run')) {
  const again = ['-a', process.execPath, fileURLToPath(import.meta.url), ...args]
  run('xvfb-run', again, process.env)
} else {
  const electron = findElectron({ fetch: true })
  if (electron.path) {
    ensureBuilt()
    const folder = dirname(createRequire(join(root, 'package.json')).resolve('vitest/package.json'))
    const tests = [join(folder, 'vitest.mjs'), 'run', '--project', 'e2e', ...args]
    run(process.execPath, tests, { ...process.env, VIECAP_ELECTRON: electron.path })
  } else {
    console.log(`The tests in Electron did not run: ${electron.reason}.`)
    if (process.env.CI) process.exitCode = 1
  }
}

function needsDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY
}

function has(program) {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined
}

function run(program, programArgs, env) {
  const { status } = spawnSync(program, programArgs, { cwd: root, stdio: 'inherit', env })
  process.exitCode = status ?? 1
}
