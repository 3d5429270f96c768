import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { LinkFiles } from '../../../src/main/hosts/web/link-files'

export const cli = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'cli.js')

/** A running `viecap serve`. */
export interface Server {
  port: number
  /** The token that it printed. */
  token: string
  /** Its settings. */
  home: string
  pid: number
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
  /** Ends it as Ctrl+C does, and gives its exit code. */
  stop(): Promise<number | null>
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>
}

/** Starts the built `viecap serve` with its settings in `home`. */
export const serve = (home: string, ...args: string[]): Promise<Server> =>
  serveWith({ VIECAP_HOME: home }, undefined, ...args)

/** The same with variables of the environment, and in a folder. */
export async function serveWith(
  env: Record<string, string>,
  cwd: string | undefined,
  ...args: string[]
): Promise<Server> {
  const child = spawn(process.execPath, [cli, 'serve', '--json', ...args], {
    env: { ...process.env, ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit') as Promise<[number | null]>
  const printed = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const [line] = await Promise.race([printed, ended.then(([code]) => fail(code))])
  const {
    url: address,
    port,
    error
  } = JSON.parse(line) as { url?: string; port?: number; error?: { code: string } }
  if (address === undefined) {
    const [code] = await ended
    throw new Error(`viecap serve ended with ${code}: ${error?.code}`)
  }
  const url = new URL(address)
  const home = env['VIECAP_HOME'] ?? ''
  return {
    port: port ?? Number(url.port),
    token: url.searchParams.get('token') ?? '',
    home,
    pid: child.pid ?? 0,
    ended: ended.then(([code]) => code),
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
  method = 'GET',
  content = ''
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
    sent.end(content)
  })
}

/** What lets a browser in: its cookie, as a header, and the key that its pages know. */
export interface Pass {
  cookie: string
  key: string
}

/** What the server gives a browser for a token; by default for one that has not been used yet. */
export async function enter({ port, home }: Server, token?: string): Promise<Pass> {
  const unused = new URL(new LinkFiles(home).find(port)).searchParams.get('token') ?? ''
  const { headers, body } = await ask(port, `/?token=${token ?? unused}`)
  const [cookie = ''] = headers['set-cookie'] ?? []
  const [, key = ''] = /name="viecap-session-key" content="([^"]+)"/.exec(body) ?? []
  return { cookie: cookie.split(';')[0] ?? '', key }
}
