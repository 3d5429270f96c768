import { lookup as resolveName } from 'node:dns'
import { once } from 'node:events'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { AppError } from '../../../shared/errors'
import { describeFailure } from '../hub/ask-hub'
import type { AllowedHosts } from './allowed-hosts'

/** How long a host may take for one image, in milliseconds. */
const PATIENCE_MS = 20_000
const MAX_REDIRECTS = 3

export interface FetchLimits {
  hosts: AllowedHosts
  maxBytes: number
  /** Told of bytes as they come; may throw. */
  take(bytes: number): void
  signal: AbortSignal
}

/**
 * The content at `address`, fetched from allowed hosts alone: where it leads on, the next host has
 * to be allowed as well, and so has the address that a name stands for when the connection is made.
 * Throws `serving.host-not-allowed`, `serving.fetch-failed`, or what `take` throws.
 */
export async function fetchImage(address: string, limits: FetchLimits): Promise<Buffer> {
  const signal = AbortSignal.any([limits.signal, AbortSignal.timeout(PATIENCE_MS)])
  let url = parse(address)
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      limits.hosts.requireUrl(url)
      const response = await ask(url, limits.hosts, signal)
      const { statusCode = 0, headers } = response
      if (statusCode === 200) return await readAll(response, limits)
      response.destroy()
      if (statusCode < 300 || statusCode > 399 || headers.location === undefined) {
        throw failed(url, `status ${statusCode}`)
      }
      url = parse(headers.location, url)
    }
    throw failed(url, 'too many redirections')
  } catch (error) {
    if (error instanceof AppError) throw error
    throw failed(url, describeFailure(error, signal))
  }
}

async function ask(url: URL, hosts: AllowedHosts, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'viecap' }
  // No connection that was made for something else is used again.
  const sent = request(url, { headers, signal, agent: false, lookup: checkedLookup(hosts) })
  // What goes wrong once there is a response, its reader hears of.
  sent.on('error', () => undefined)
  sent.end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response
}

const checkedLookup =
  (hosts: AllowedHosts): LookupFunction =>
  (hostname, options, done) => {
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        done(error, [])
        return
      }
      try {
        for (const { address } of found) hosts.requireAddress(address, hostname)
      } catch (refusal) {
        done(refusal as Error, [])
        return
      }
      const [first] = found
      if (options.all) done(null, found)
      else done(null, first?.address ?? '', first?.family)
    })
  }

async function readAll(
  response: IncomingMessage,
  { maxBytes, take }: FetchLimits
): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  // Leaving the loop closes the connection.
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > maxBytes) throw new AppError('serving.too-large', { limit: maxBytes / 1e6 })
    take(piece.length)
    pieces.push(piece)
  }
  if (!response.complete) throw new Error('cut short')
  return Buffer.concat(pieces)
}

function parse(address: string, base?: URL): URL {
  if (URL.canParse(address, base)) return new URL(address, base)
  throw new AppError('serving.bad-image-address')
}

const failed = ({ host }: URL, detail: string) =>
  new AppError('serving.fetch-failed', { host, detail })
