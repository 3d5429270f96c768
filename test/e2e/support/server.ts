import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { LinkFiles } from '../../../src/main/hosts/web/link-files'

const cli = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'cli.js')

/** Runs a command of the built bundle to its end; rejects when it fails. */
export async function runCli(home: string, ...args: string[]): Promise<void> {
  const env = { ...process.env, VIECAP_HOME: home }
  await promisify(execFile)(process.execPath, [cli, ...args], { env })
}

/** A `viecap serve` process of the built bundle. */
export interface Server {
  readonly pid: number
  /** A link that has not been used yet: each lets one browser in, and the next one is another. */
  readonly url: string
  /** The address without a link, for a browser that is in already. */
  readonly home: string
  /** Stops the process in its place, as a machine that stalls does, and resumes it. */
  stall(): void
  continue(): void
  /** Asks it to end, as an administrator does, and waits for it. */
  stop(): Promise<void>
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
  const { port, origin } = new URL((JSON.parse(line) as { url: string }).url)
  const links = new LinkFiles(home)
  return {
    pid: child.pid ?? 0,
    get url() {
      return links.find(Number(port))
    },
    home: `${origin}/`,
    stall: () => void child.kill('SIGSTOP'),
    continue: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    }
  }
}
