// `npm start`: the workbench in its own window where Electron can be used, else in the browser.
// `--browser` wants the browser, `--no-open` prints the address and opens nothing; other arguments
// go to `viecap serve`.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './support/build.mjs'
import { findElectron } from './support/electron.mjs'
import { onPinnedNode } from './support/pinned-node.mjs'
import { root } from './support/root.mjs'

/** An Electron that ends in this time with an error did not come up. */
const comesUpMs = 15_000

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
  const reason = electron.reason ?? (await runElectron(electron.path))
  if (reason === null) return
  process.stderr.write(`Electron is not used (${reason}); the workbench opens in the browser.\n`)
  await serve()
}

/** Runs the desktop application to its end; the reason in words where it did not come up. */
function runElectron(path) {
  const started = Date.now()
  return new Promise((resolve) => {
    const child = spawn(path, [root], { stdio: 'inherit' })
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => {
      const failed = code !== 0 && Date.now() - started < comesUpMs
      resolve(failed ? `it ended with ${signal ?? `exit code ${code}`}` : null)
    })
  })
}

async function serve() {
  const open = wanted.has('--no-open') ? [] : ['--open']
  process.argv.splice(2, Infinity, 'serve', ...open, ...passedOn)
  await import('../out/main/cli.js')
}
