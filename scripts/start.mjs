// `npm start`: the workbench in its own window where Electron can be used, else in the browser.
// `--browser` wants the browser, `--no-open` prints the address and opens nothing; other arguments,
// such as `--library DIR`, go to the application or to `viecap serve`.
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './support/build.mjs'
import { findElectron } from './support/electron.mjs'
import { onPinnedNode } from './support/pinned-node.mjs'
import { runElectron } from './support/run-electron.mjs'

const wanted = new Set(
  process.argv.slice(2).filter((arg) => arg === '--browser' || arg === '--no-open')
)
const passedOn = process.argv.slice(2).filter((arg) => !wanted.has(arg))

try {
  if (onPinnedNode(fileURLToPath(import.meta.url))) await start()
} catch (error) {
  process.stderr.write(`viecap: ${error.message}\n`)
  process.exitCode = 1
}

async function start() {
  ensureBuilt()
  if (wanted.size > 0) return serve()
  const electron = findElectron({ fetch: true })
  const reason = electron.reason ?? (await runElectron(electron.path, passedOn))
  if (reason === null) return
  process.stderr.write(`Electron is not used (${reason}); the workbench opens in the browser.\n`)
  await serve()
}

async function serve() {
  const open = wanted.has('--no-open') ? [] : ['--open']
  // The browser has developer tools of its own.
  const args = passedOn.filter((arg) => arg !== '--dev')
  process.argv.splice(2, Infinity, 'serve', ...open, ...args)
  await import('../out/main/cli.js')
}
