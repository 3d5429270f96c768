import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may speak to the browser host. The address printed at the start holds a random token, which
 * is exchanged for a cookie that no script and no other site can use. `Host` and `Origin` are
 * checked besides, so that a page elsewhere that resolves its own name to 127.0.0.1 gets nothing.
 */
export class Access {
  readonly token = randomBytes(24).toString('base64url')
  readonly #session = randomBytes(24).toString('base64url')
  readonly #port: number
  readonly #cookieName: string

  /** The cookie is named after the port, since browsers share cookies between ports. */
  constructor(port: number) {
    this.#port = port
    this.#cookieName = `viecap_${port}`
  }

  /** Status of the refusal, or null where the request comes from our own page's origin. */
  refuseOrigin({ headers }: IncomingMessage): 403 | null {
    const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${this.#port}`)
    if (!hosts.includes(headers.host ?? '')) return 403
    if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) return 403
    return null
  }

  /** Status of the refusal, or null where the request carries the cookie. */
  refuseSession({ headers }: IncomingMessage): 401 | null {
    const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
    const prefix = `${this.#cookieName}=`
    const value = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length)
    return value !== undefined && equals(value, this.#session) ? null : 401
  }

  /** The `Set-Cookie` header for a right token, else null. */
  exchange(token: string): string | null {
    if (!equals(token, this.token)) return null
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }
}

function equals(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
