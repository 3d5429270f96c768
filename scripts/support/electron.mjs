import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './root.mjs'

const fetchTimeoutMs = 120_000

/**
 * Finds Electron's binary, and fetches it first where `fetch` is true and it is not there. Gives
 * `{ path }`, or `{ reason }` in words where Electron cannot be used on this machine.
 */
export function findElectron({ fetch }) {
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
      return { reason: 'there is no display' }
    if (process.getuid?.() === 0) return { reason: 'it does not run as root' }
  }
  let folder
  try {
    folder = dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'))
  } catch {
    return { reason: 'its package is not installed' }
  }
  const path = binaryIn(folder) ?? (fetch ? fetchInto(folder) : null)
  if (!path) return { reason: fetch ? 'it could not be fetched' : 'its binary is not there' }
  const { status } = spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' })
  return status === 0 ? { path } : { reason: 'its binary does not start here' }
}

function binaryIn(folder) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const named = join(folder, 'path.txt')
  const name = existsSync(named) ? readFileSync(named, 'utf8') : override ? 'electron' : null
  const path = name && join(override ?? join(folder, 'dist'), name)
  return path && existsSync(path) ? path : null
}

function fetchInto(folder) {
  process.stderr.write('Fetching Electron, once ...\n')
  spawnSync(process.execPath, [join(folder, 'install.js')], {
    timeout: fetchTimeoutMs,
    stdio: 'ignore'
  })
  return binaryIn(folder)
}
