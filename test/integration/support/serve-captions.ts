import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { cli } from './serve'

/** A running `viecap serve-captions`, whose model is open. */
export interface CaptionServer {
  /** Base URL, which ends with `/v1`. */
  url: string
  pid: number
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
  /** Asks it to end, and gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts the built command at a free port, with variables of the environment. */
export async function serveCaptions(
  env: Record<string, string>,
  ...args: string[]
): Promise<CaptionServer> {
  const all = [cli, 'serve-captions', ...args, '--port', '0', '--json']
  const child = spawn(process.execPath, all, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const printed = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const failed = ended.then((code) => Promise.reject(new Error(`it ended with ${code}`)))
  const [line] = await Promise.race([printed, failed])
  const { url, error } = JSON.parse(line) as { url: string; error?: { message: string } }
  if (error) throw new Error(error.message)
  failed.catch(() => undefined)
  const health = url.replace('/v1', '/health')
  while ((await fetch(health)).status !== 200) await wait(50)
  return {
    url,
    pid: child.pid ?? 0,
    ended,
    stop() {
      child.kill('SIGTERM')
      return ended
    }
  }
}
