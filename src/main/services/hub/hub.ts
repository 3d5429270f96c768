import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../../shared/errors'

/** A hub of models: huggingface.co, or a mirror that speaks as it does. */
export interface Hub {
  /** Address without a slash at its end, and without the credentials that it was given with. */
  endpoint: string
  host: string
  /** Access token; sent to the endpoint's own origin and to no other. */
  token: string | null
  /** `user:password` of the address, for a mirror that wants them; sent as the token is. */
  credentials: string | null
  /** How long a server may stay silent, in milliseconds. */
  silenceMs: number
  /** Waits before the next try; rejects when `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>
}

/** The hub that `HF_ENDPOINT` and `HF_TOKEN` name. Throws `hub.bad-endpoint`. */
export function findHub(env: NodeJS.ProcessEnv = process.env): Hub {
  const value = env['HF_ENDPOINT']?.trim() || 'https://huggingface.co'
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash) {
    throw new AppError('hub.bad-endpoint', { value: withoutSecrets(value) })
  }
  return {
    endpoint: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    host: url.host,
    token: readToken(env['HF_TOKEN']),
    credentials: readCredentials(url),
    silenceMs: 60_000,
    wait: (ms, signal) => sleep(ms, undefined, { signal })
  }
}

function readToken(value = ''): string | null {
  const token = value.trim()
  // What sends a header names its whole value where it cannot be sent.
  if (/[^\x21-\x7e]/.test(token)) throw new AppError('hub.bad-token')
  return token || null
}

function readCredentials({ username, password }: URL): string | null {
  if (!username && !password) return null
  return [username, password].map(decodePart).join(':')
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** What a message may show of an address: neither credentials nor what follows its path. */
const withoutSecrets = (value: string): string =>
  value.replace(/^([a-z]+:\/\/)?.*@/is, '$1…@').replace(/[?#].*$/s, '…')
