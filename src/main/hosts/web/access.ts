import type { IncomingHttpHeaders } from 'node:http'
import { newSecret, sameSecret } from '../../base/secrets'

/** What admits one browser: a cookie, and a key that its pages keep for their own origin. */
export interface Session {
  readonly cookie: string
  readonly key: string
}

/** How long a browser keeps the cookie; the session itself ends with the host. */
const COOKIE_SECONDS = 30 * 24 * 3600

/**
 * Who may speak to the browser host.
 *
 * The token of a link admits one browser, once: it becomes a session of two secrets. The cookie can
 * be read by no script and is sent by no other site, but cookies know no ports: any server of this
 * machine that the browser visits is sent it. The key therefore is in the first page and is kept
 * by the browser for this origin alone (`localStorage`, which knows ports). All that matters lies
 * behind both: the API and the images have the key in their path, `/session/KEY/...`.
 */
export class Access {
  #token = newSecret()
  readonly #sessions: Session[] = []

  /** The token of the next link. */
  get token(): string {
    return this.#token
  }

  /** The session for the right token, which is used up by it; else null. */
  enter(token: string): Session | null {
    if (!sameSecret(token, this.#token)) return null
    this.#token = newSecret()
    const session = { cookie: newSecret(), key: newSecret() }
    this.#sessions.push(session)
    return session
  }

  /** Whether the request carries the cookie of a session. */
  hasCookie(headers: IncomingHttpHeaders): boolean {
    return this.#byCookie(headers) !== null
  }

  /** Whether the request carries the cookie of the session that `key` belongs to. */
  admits(headers: IncomingHttpHeaders, key: string): boolean {
    const session = this.#byCookie(headers)
    return session !== null && sameSecret(key, session.key)
  }

  #byCookie(headers: IncomingHttpHeaders): Session | null {
    const prefix = `${cookieName(headers)}=`
    const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
    const sent = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length)
    if (sent === undefined) return null
    return this.#sessions.find(({ cookie }) => sameSecret(sent, cookie)) ?? null
  }
}

/** The `Set-Cookie` header that gives a browser its session. */
export const setCookie = (headers: IncomingHttpHeaders, { cookie }: Session): string =>
  `${cookieName(headers)}=${cookie}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${COOKIE_SECONDS}`

/** Named after the port that the browser sees, so that two hosts do not take each other's cookie. */
const cookieName = ({ host = '' }: IncomingHttpHeaders): string =>
  `viecap_${/:(\d+)$/.exec(host)?.[1] ?? '80'}`

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|([a-z0-9-]+\.)*localhost)(:\d{1,5})?$/

/**
 * Whether a request names this machine in its `Host`, at any port (a forwarded one is another), and
 * comes from no page of another origin. A page elsewhere that has its own name lead to 127.0.0.1
 * is refused by the name.
 */
export function isFromHere({ host = '', origin }: IncomingHttpHeaders): boolean {
  const name = host.toLowerCase()
  if (!LOOPBACK.test(name)) return false
  return origin === undefined || origin === `http://${name}` || origin === `https://${name}`
}
