import { parse, serialize } from 'hono/utils/cookie'
import type { Logger } from 'pino'
import { isUnexpected, type AppError } from '../../../../shared/errors'
import { logInPaths, REFUSED, type LogInWays } from '../../../../shared/log-in'
import type { People } from '../../../services/people/people'
import type { Provider } from '../../../services/people/provider'
import type { WebApp, WebContext } from '../door'

export interface ProviderParts {
  provider: Provider | null
  people: People
  isSecure: boolean
  addressOf(context: WebContext): string
  /** Answers somebody who has logged in, and ends the session that their browser had before. */
  entered(context: WebContext, token: string): string
  log: Logger
}

/** As long as somebody may take at the provider. */
const COOKIE_SECONDS = 600

/** Adds the way to an OpenID Connect provider and back, and says whether there is one. */
export function addProvider(app: WebApp, parts: ProviderParts): void {
  const { provider, people, isSecure, addressOf, entered, log } = parts
  const cookie = isSecure ? '__Host-viecap-provider' : 'viecap_provider'
  const cookieFor = (value: string) =>
    serialize(cookie, value, {
      httpOnly: true,
      secure: isSecure,
      // It has to come with the browser that the provider sends back.
      sameSite: 'Lax',
      path: '/',
      maxAge: value === '' ? 0 : COOKIE_SECONDS
    })

  app.get(logInPaths.ways, () => {
    const ways: LogInWays = { provider: provider?.name ?? null }
    return Response.json(ways, { headers: { 'cache-control': 'no-store' } })
  })
  if (!provider) return

  /** Leads back to the log-in page, which says why. */
  const refused = (error: unknown) => {
    if (isUnexpected(error)) throw error
    const { code, cause } = error as AppError
    log.warn({ error: cause ?? error }, 'a log-in at the provider was refused')
    return leadTo(`/?${REFUSED}=${code}`, [cookieFor('')])
  }
  app.get(logInPaths.provider, async () => {
    try {
      const { url, browser } = await provider.begin()
      return leadTo(url, [cookieFor(browser)])
    } catch (error) {
      return refused(error)
    }
  })
  app.get(logInPaths.callback, async (context) => {
    try {
      const { cookie: sent } = context.env.incoming.headers
      const browser = (sent && parse(sent, cookie)[cookie]) || ''
      const query = new URL(context.req.url).searchParams
      const identity = await provider.finish(query, browser)
      const session = people.logInAs(identity, addressOf(context))
      return leadTo('/', [cookieFor(''), entered(context, session)])
    } catch (error) {
      return refused(error)
    }
  })
}

function leadTo(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
