import { spawn } from 'node:child_process'
import { exitCodeOf, passSignals } from './pass-signals.mjs'
import { root } from './root.mjs'

/** An Electron that ends in this time with an error did not come up. */
const comesUpMs = 15_000

/**
 * Runs the desktop application by the Electron at `path` with `args` to its end, whose exit code
 * becomes ours; gives the reason in words where it did not come up, else null.
 */
export function runElectron(path, args) {
  const started = Date.now()
  const env = { ...process.env }
  // As an editor's terminal sets it, Electron would be no more than Node.
  delete env.ELECTRON_RUN_AS_NODE
  return new Promise((resolve) => {
    const child = spawn(path, [root, ...args], { stdio: 'inherit', env })
    passSignals(child)
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => {
      const ending = exitCodeOf(code, signal)
      const failed = ![0, 130].includes(ending) && Date.now() - started < comesUpMs
      if (!failed) process.exitCode = ending
      resolve(failed ? `it ended with ${signal ?? `exit code ${code}`}` : null)
    })
  })
}
