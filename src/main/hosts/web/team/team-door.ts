import type { IncomingMessage } from 'node:http'
import { parse, serialize } from 'hono/utils/cookie'
import type { AskCaller } from '../../../api/connection'
import { deriveSecret, sameSecret } from '../../../base/secrets'
import { SESSION_MS } from '../../../services/people/people'
import type { Team } from '../../../services/people/team'
import { securityHeaders } from '../../../services/window-files/security-headers'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import type { Door, WebApp, WebContext, WindowFile } from '../door'
import { keyedPage } from '../keyed-page'
import { refuse } from '../refusal-page'
import type { ClientAddress } from './client-address'
import type { ProviderParts } from './provider-routes'
import { addLogIn } from './log-in-routes'

/** A year, in seconds: how long browsers are to use nothing but HTTPS. */
const HSTS_SECONDS = 31_536_000

/**
 * The door of a team's server: people log in, and a cookie holds the token of their session. What a
 * request says about its host and its origin is compared with the public URL, which alone says
 * where this server is; no proxy can say otherwise.
 */
export class TeamDoor implements Door {
  readonly #url: URL
  readonly #isSecure: boolean
  readonly #cookie: string

  /** @param publicUrl The origin at which people reach the server. */
  constructor(
    private readonly team: Team,
    publicUrl: string,
    private readonly addressOf: ClientAddress,
    private readonly provider: Pick<ProviderParts, 'provider' | 'log'>
  ) {
    this.#url = new URL(publicUrl)
    this.#isSecure = this.#url.protocol === 'https:'
    // A browser takes a cookie of this prefix from the host itself alone, and over HTTPS.
    this.#cookie = this.#isSecure ? '__Host-viecap' : `viecap_${this.#url.port || '80'}`
  }

  isForUs({ headers: { host = '', origin }, method }: IncomingMessage): boolean {
    if (!this.#isOurHost(host)) return false
    // Browsers say where what may change something comes from.
    const mayChange = method !== 'GET' && method !== 'HEAD'
    return origin === undefined ? !mayChange : origin === this.#url.origin
  }

  isSocketForUs({ headers: { host = '', origin } }: IncomingMessage): boolean {
    return this.#isOurHost(host) && origin === this.#url.origin
  }

  headers(): Record<string, string> {
    const { host } = this.#url
    if (!this.#isSecure) return securityHeaders({ connections: `ws://${host}` })
    return {
      ...securityHeaders({ connections: `wss://${host}` }),
      'strict-transport-security': `max-age=${HSTS_SECONDS}`
    }
  }

  refuseForeign({ headers }: IncomingMessage): Response {
    return refuse('host.wrong-address', { url: this.#url.origin }, headers)
  }

  admit(request: IncomingMessage, key: string): AskCaller | null {
    const token = this.#tokenOf(request)
    if (token === null || !sameSecret(key, keyOf(token))) return null
    const address = this.addressOf(request)
    const ask: AskCaller = (isUse) => {
      const caller = this.team.caller(token, address, isUse)
      if (!caller) throw new AppError('people.signed-out')
      return caller
    }
    return this.team.caller(token, address, false) ? ask : null
  }

  /** Windows that ask for it learn by the code that they are signed out, and not merely cut off. */
  refuse(): Response {
    const error = toErrorInfo(new AppError('people.signed-out'))
    return Response.json(error, { status: 401, headers: { 'cache-control': 'no-store' } })
  }

  addPages(app: WebApp, file: WindowFile): void {
    addLogIn(app, {
      people: this.team.people,
      addressOf: (context) => this.addressOf(context.env.incoming),
      tokenOf: (context) => this.#tokenOf(context.env.incoming),
      cookieFor: (token) => this.#cookieFor(token),
      provider: { ...this.provider, isSecure: this.#isSecure }
    })
    app.get('/', (context) => this.#firstPage(context, file))
    app.get('/invitation', (context) => unkept(file(context, LOG_IN)))
    // The window's own files are the same for everybody, and hold nothing of anybody.
    app.get('*', (context) => file(context))
  }

  /** The window for those who are logged in, and else the page by which they do, at the same address. */
  async #firstPage(context: WebContext, file: WindowFile): Promise<Response> {
    const token = this.#tokenOf(context.env.incoming)
    const caller = token && this.team.caller(token, this.addressOf(context.env.incoming), true)
    if (!token || !caller) return unkept(file(context, LOG_IN))
    return keyedPage(await file(context, '/'), keyOf(token))
  }

  #isOurHost(host: string): boolean {
    const address = `${this.#url.protocol}//${host}`
    // By all of the address, so that nothing stands in it but a name and a port.
    return URL.canParse(address) && new URL(address).href === this.#url.href
  }

  #tokenOf({ headers: { cookie } }: IncomingMessage): string | null {
    return (cookie && parse(cookie, this.#cookie)[this.#cookie]) || null
  }

  /** The `Set-Cookie` header of a session; of none for null. */
  #cookieFor(token: string | null): string {
    return serialize(this.#cookie, token ?? '', {
      httpOnly: true,
      secure: this.#isSecure,
      // A link in a mail is to open the window, and not the log-in.
      sameSite: 'Lax',
      path: '/',
      ...(token === null ? { maxAge: 0 } : { maxAge: SESSION_SECONDS })
    })
  }
}

/** As long as a session lasts at most; the server ends it earlier. */
const SESSION_SECONDS = SESSION_MS / 1000

const LOG_IN = '/log-in.html'

/** What the pages of a session have in the addresses of the API and of images. */
const keyOf = (token: string): string => deriveSecret(token, 'the key of the pages')

/** A page that depends on who is logged in. */
async function unkept(page: Promise<Response>): Promise<Response> {
  const response = await page
  response.headers.set('cache-control', 'no-store')
  return response
}
