import { StandardRPCSerializer } from '@orpc/client/standard'
import { StandardHandler, StandardRPCCodec, StandardRPCMatcher } from '@orpc/server/standard'
import { AppError } from '../../../shared/errors'
import type { ApiContext } from '../base'
import { appError, explain } from '../explain'
import { router } from '../router'
import { OnceSerializer } from './written-once'

/** Says of a body that it cannot decode that the call is malformed, and not that we failed. */
class Codec extends StandardRPCCodec {
  override async decode(...args: Parameters<StandardRPCCodec['decode']>): Promise<unknown> {
    try {
      return await super.decode(...args)
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message.slice(0, 200) : 'unknown'
      // An ORPCError, since the handler would make its own of any other.
      throw appError(new AppError('call.malformed', { detail }, { cause }))
    }
  }
}

export const codec = new Codec(new StandardRPCSerializer(new OnceSerializer()))

/** Answers requests by the router; everything that goes wrong is the contract's one error. */
export const handler = new StandardHandler<ApiContext>(router, new StandardRPCMatcher(), codec, {
  interceptors: [
    async ({ next, request, context }) => {
      const procedure = request.url.pathname.slice(1).replaceAll('/', '.').slice(0, 100)
      try {
        const result = await next()
        if (!result.matched) throw new AppError('call.unknown', { procedure })
        return result
      } catch (thrown) {
        throw explain(thrown, { log: context.workbench.log, procedure, signal: request.signal })
      }
    }
  ]
})
