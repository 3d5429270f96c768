import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './root.mjs'

const sources = [
  'src',
  'db',
  'resources',
  'LICENSE',
  'THIRD_PARTY_NOTICES.md',
  'electron.vite.config.ts',
  'package.json'
]
const outputs = ['out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Builds the workbench where it is not built, or where a source is newer than what was built. */
export function ensureBuilt() {
  if (isBuilt()) return
  process.stderr.write('Building the workbench ...\n')
  const folder = dirname(
    createRequire(join(root, 'package.json')).resolve('electron-vite/package.json')
  )
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(folder, 'bin', 'electron-vite.js'), 'build'],
    { cwd: root, encoding: 'utf8' }
  )
  if (status === 0) return
  process.stderr.write(stdout + stderr)
  throw new Error('The workbench could not be built.')
}

function isBuilt() {
  const built = outputs.map((file) => join(root, file))
  if (!built.every(existsSync)) return false
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs))
  return sources.map((name) => newest(join(root, name))).every((time) => time <= oldest)
}

/** Newest change under `path`; a folder's own time tells of files that were removed. */
function newest(path) {
  if (!existsSync(path)) return 0
  const entry = statSync(path)
  if (!entry.isDirectory()) return /\.test\.ts$/.test(path) ? 0 : entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
