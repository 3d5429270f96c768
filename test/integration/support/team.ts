import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { WebSocket } from 'ws'
import { logInPaths } from '../../../src/shared/log-in'
import type { Role } from '../../../src/shared/domain'
import { connect, type Api } from './api'
import { ask, serve, type Answer, type Pass, type Server } from './serve'
import { viecap } from './viecap'

/** What a team's server of a test is called; requests name it in `Host`, whatever the machine calls itself. */
export const HOST = 'captions.test'
export const ORIGIN = `http://${HOST}`
export const PASSWORD = 'mật khẩu dài'

/** Starts `viecap serve` for a team at {@link ORIGIN}, limited to `root`. */
export const serveTeam = (home: string, root: string, ...args: string[]): Promise<Server> =>
  serve(home, '--public-url', ORIGIN, '--port', '0', '--root', root, ...args)

/** Adds a user, and gives the token of their invitation. */
export async function invite(home: string, name: string, role: Role): Promise<string> {
  const outcome = await viecap(home, 'users', 'add', name, '--role', role, '--json')
  if (outcome.code !== 0) throw new Error(outcome.stderr)
  const { link } = JSON.parse(outcome.stdout) as { link: string }
  return new URL(link).hash.slice(1)
}

/** Posts JSON as a page of the server does. */
export const post = (
  { port }: Pick<Server, 'port'>,
  path: string,
  body: unknown,
  headers: Record<string, string> = {}
): Promise<Answer> => {
  const content = typeof body === 'string' ? body : JSON.stringify(body)
  const own = { host: HOST, origin: ORIGIN, 'content-type': 'application/json' }
  return ask(port, path, { ...own, ...headers }, 'POST', content)
}

/** The cookie that an answer sets, as a header. */
export const cookieOf = ({ headers }: Answer): string =>
  headers['set-cookie']?.[0]?.split(';')[0] ?? ''

/** What a page of the server is told to those who have the cookie; the key is empty for others. */
export async function openPage({ port }: Pick<Server, 'port'>, cookie: string): Promise<Pass> {
  const { body } = await ask(port, '/', { host: HOST, cookie })
  const [, key = ''] = /name="viecap-session-key" content="([^"]+)"/.exec(body) ?? []
  return { cookie, key }
}

export async function logIn(
  server: Server,
  name: string,
  headers: Record<string, string> = {}
): Promise<Pass> {
  const answer = await post(server, logInPaths.logIn, { name, password: PASSWORD }, headers)
  if (answer.status !== 204) throw new Error(`refused with ${answer.status}: ${answer.body}`)
  return openPage(server, cookieOf(answer))
}

/** Adds a user with {@link PASSWORD}, and gives the session that the invitation opened. */
export async function join(server: Server, name: string, role: Role): Promise<Pass> {
  const token = await invite(server.home, name, role)
  const answer = await post(server, logInPaths.setPassword, { token, password: PASSWORD })
  if (answer.status !== 204) throw new Error(`refused with ${answer.status}: ${answer.body}`)
  return openPage(server, cookieOf(answer))
}

/** The socket of somebody's window. */
export const openSocket = (
  { port }: Server,
  { cookie, key }: Pass,
  headers: Record<string, string> = {}
): Promise<WebSocket> => connect(port, key, { host: HOST, origin: ORIGIN, cookie, ...headers })

/** The API as somebody's window has it. */
export async function openApi(
  server: Server,
  pass: Pass
): Promise<{ api: Api; socket: WebSocket }> {
  const socket = await openSocket(server, pass)
  return { api: createORPCClient(new RPCLink({ websocket: socket })), socket }
}
