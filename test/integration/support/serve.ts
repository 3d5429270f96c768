import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const cli = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'cli.js')

/** A running `viecap serve`. */
export interface Server {
  port: number
  token: string
  pid: number
  /** Ends it as Ctrl+C does, and gives its exit code. */
  stop(): Promise<number | null>
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>
}

/** Starts the built `viecap serve` with its settings in `home`. */
export async function serve(home: string, ...args: string[]): Promise<Server> {
  const child = spawn(process.execPath, [cli, 'serve', '--json', ...args], {
    env: { ...process.env, VIECAP_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit') as Promise<[number | null]>
  const printed = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const [line] = await Promise.race([printed, ended.then(([code]) => fail(code))])
  const { url: address, error } = JSON.parse(line) as { url?: string; error?: { code: string } }
  if (address === undefined) {
    const [code] = await ended
    throw new Error(`viecap serve ended with ${code}: ${error?.code}`)
  }
  const url = new URL(address)
  return {
    port: Number(url.port),
    token: url.searchParams.get('token') ?? '',
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGINT')
      const [code] = await ended
      return code
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    }
  }
}

function fail(code: number | null): never {
  throw new Error(`viecap serve ended with ${code}`)
}

export interface Answer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: string
}

/** One request with the path exactly as given, which `fetch` would tidy up. */
export function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET'
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The cookie that the token is exchanged for. */
export async function enter({ port, token }: Server): Promise<string> {
  const { headers } = await ask(port, `/?token=${token}`)
  const [cookie = ''] = headers['set-cookie'] ?? []
  return cookie.split(';')[0] ?? ''
}
