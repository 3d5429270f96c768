import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const launcher = join(root, 'scripts', 'support', 'run-electron.mjs')

let dir: string
let child: ChildProcess
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'viecap-electron-'))))
afterEach(() => {
  child.kill('SIGKILL')
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

/** Runs a script in the place of Electron, by our launcher; gives the first line that it prints. */
async function run(script: string): Promise<string> {
  const electron = join(dir, 'electron')
  writeFileSync(electron, `#!${process.execPath}\n${script}`)
  chmodSync(electron, 0o755)
  const code = `
    const { runElectron } = await import(${JSON.stringify(launcher)})
    const reason = await runElectron(${JSON.stringify(electron)}, ['--library', 'tour'])
    if (reason) console.log(reason)`
  child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  if (!child.stdout) throw new Error('no output')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return line
}

const report = `
  const { argv, env } = process
  console.log(JSON.stringify([argv.slice(2), env.ELECTRON_RUN_AS_NODE ?? null]))`

test('the application gets the arguments, and is no Node, whatever the terminal says', async () => {
  const [args, asNode] = JSON.parse(await run(report)) as [string[], string | null]
  expect(args.map((arg) => arg.replace(/\/$/, ''))).toEqual([root, '--library', 'tour'])
  expect(asNode).toBeNull()
})

test.skipIf(process.platform === 'win32')('SIGTERM reaches the application', async () => {
  await run(`process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); ${report}`)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('one that does not come up is told', async () => {
  expect(await run('process.exit(7)')).toBe('it ended with exit code 7')
})
