import { bodyLimit } from 'hono/body-limit'
import * as v from 'valibot'
import { AppError, isUnexpected, toErrorInfo } from '../../../../shared/errors'
import type { InvitedUser } from '../../../../shared/log-in'
import { logInPaths, LogIn, NewPassword, OfInvitation } from '../../../../shared/log-in'
import type { People } from '../../../services/people/people'
import type { WebApp, WebContext } from '../door'
import { addProvider, type ProviderParts } from './provider-routes'

/** Bytes of a request; a password has a thousand characters at most. */
const MAX_BYTES = 16_384

const limit = bodyLimit({
  maxSize: MAX_BYTES,
  // The rest of what was sent is not read, so that nothing more can follow it.
  onError: () => new Response(null, { status: 413, headers: { connection: 'close' } })
})

export interface LogInParts {
  people: People
  addressOf(context: WebContext): string
  /** The token of the session that a request carries, whether or not it is one. */
  tokenOf(context: WebContext): string | null
  /** The `Set-Cookie` header of a session; of none for null. */
  cookieFor(token: string | null): string
  /** The OpenID Connect provider. */
  provider: Pick<ProviderParts, 'provider' | 'isSecure' | 'log'>
}

/**
 * Adds what the log-in page asks for: JSON both ways, errors as an `ErrorInfo`. Requests come from
 * our own pages alone, which the host has checked by their origin.
 */
export function addLogIn(app: WebApp, parts: LogInParts): void {
  const { people, addressOf, tokenOf, cookieFor, provider } = parts
  const answer = (path: string, work: (context: WebContext) => Promise<Response> | Response) =>
    app.post(path, limit, async (context) => {
      try {
        return await work(context)
      } catch (error) {
        if (isUnexpected(error)) throw error
        return Response.json(toErrorInfo(error), { status: statusOf(error), headers: unkept })
      }
    })

  addProvider(app, {
    ...provider,
    people,
    addressOf,
    entered: (context, token) => {
      endBefore(context)
      return cookieFor(token)
    }
  })

  const done = (token: string | null) =>
    new Response(null, { status: 204, headers: { ...unkept, 'set-cookie': cookieFor(token) } })

  /** A session that the browser had before ends: what is known of it by others is worth nothing. */
  const endBefore = (context: WebContext) => {
    const before = tokenOf(context)
    if (before !== null) people.logOut(before, addressOf(context))
  }
  const entered = (context: WebContext, token: string) => {
    endBefore(context)
    return done(token)
  }

  answer(logInPaths.logIn, async (context) => {
    const { name, password } = await read(context, LogIn)
    return entered(context, await people.logIn(name, password, addressOf(context)))
  })
  answer(logInPaths.invited, async (context) => {
    const { token } = await read(context, OfInvitation)
    const user = people.invited(token)
    if (!user) throw new AppError('people.bad-invitation')
    return Response.json({ name: user.name } satisfies InvitedUser, { headers: unkept })
  })
  answer(logInPaths.setPassword, async (context) => {
    const { token, password } = await read(context, NewPassword)
    return entered(context, await people.acceptInvitation(token, password, addressOf(context)))
  })
  answer(logInPaths.logOut, (context) => {
    people.logOut(tokenOf(context) ?? '', addressOf(context))
    return done(null)
  })
  answer(logInPaths.logOutEverywhere, (context) => {
    people.logOutEverywhere(tokenOf(context) ?? '', addressOf(context))
    return done(null)
  })
}

const unkept = { 'cache-control': 'no-store' }

/** Throws `call.malformed`. */
async function read<Schema extends v.GenericSchema>(
  { req }: WebContext,
  schema: Schema
): Promise<v.InferOutput<Schema>> {
  const input: unknown = await req.json().catch(() => null)
  const result = v.safeParse(schema, input)
  if (!result.success) throw new AppError('call.malformed', { detail: 'not what was expected' })
  return result.output
}

function statusOf(error: unknown): 400 | 401 | 429 {
  const code = error instanceof AppError ? error.code : null
  if (code === 'people.too-many-tries') return 429
  return code === 'people.wrong-log-in' || code === 'people.bad-invitation' ? 401 : 400
}
