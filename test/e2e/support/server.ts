import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const cli = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'cli.js')

/** Runs a command of the built bundle to its end; rejects when it fails. */
export async function runCli(home: string, ...args: string[]): Promise<void> {
  const env = { ...process.env, VIECAP_HOME: home }
  await promisify(execFile)(process.execPath, [cli, ...args], { env })
}

/** A `viecap serve` process of the built bundle. */
export interface Server {
  /** The address it printed, with its token. */
  url: string
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>
}

/** Starts the server with its settings in `home`; resolves when it has printed its address. */
export async function startServer(home: string, ...args: string[]): Promise<Server> {
  const child = spawn(process.execPath, [cli, 'serve', '--json', ...args], {
    env: { ...process.env, VIECAP_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit')
  const printed = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const [line] = await Promise.race([
    printed,
    ended.then(([code]): never => {
      throw new Error(`viecap serve ended with ${String(code)} before it printed its address`)
    })
  ])
  const { url } = JSON.parse(line) as { url: string }
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await ended
    }
  }
}
