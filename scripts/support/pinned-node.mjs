import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { exitCodeOf, passSignals } from './pass-signals.mjs'
import { root } from './root.mjs'

/**
 * Whether this process already runs on the project's own major version of Node. Where it does not,
 * runs `script` again on the Node that `npm ci` installed, with the same arguments, and ends as
 * that process does: the database crashes on Node 20.
 */
export function onPinnedNode(script) {
  const { version } = readPackage()
  if (process.versions.node.split('.')[0] === version.split('.')[0]) return true
  const child = spawn(findNode(), [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  passSignals(child)
  child.on('exit', (code, signal) => process.exit(exitCodeOf(code, signal)))
  return false
}

function readPackage() {
  try {
    return createRequire(join(root, 'package.json'))('node/package.json')
  } catch {
    throw new Error('The packages of the project are not installed. Run npm ci first.')
  }
}

function findNode() {
  const folder = dirname(createRequire(join(root, 'package.json')).resolve('node/package.json'))
  const names = process.platform === 'win32' ? ['node.exe', 'node'] : ['node']
  const found = names.map((name) => join(folder, 'bin', name)).find(existsSync)
  if (!found) throw new Error(`The project's own Node is not in ${folder}. Run npm ci first.`)
  return found
}
