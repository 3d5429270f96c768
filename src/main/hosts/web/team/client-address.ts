import type { IncomingMessage } from 'node:http'
import proxyaddr from 'proxy-addr'
import { AppError } from '../../../../shared/errors'

/** Where a request comes from. */
export type ClientAddress = (request: IncomingMessage) => string

/**
 * Reads `X-Forwarded-For` of requests from the proxies alone: addresses, networks such as
 * `10.0.0.0/8`, or `loopback`. Of all others it is ignored. Throws `call.wrong`.
 */
export function clientAddress(proxies: readonly string[]): ClientAddress {
  try {
    const trust = proxyaddr.compile([...proxies])
    return (request) => proxyaddr(request, trust)
  } catch (error) {
    const detail = `--trust-proxy: ${error instanceof Error ? error.message : String(error)}`
    throw new AppError('call.wrong', { detail })
  }
}
