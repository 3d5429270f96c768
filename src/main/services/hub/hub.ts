import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../../shared/errors'

/** A hub of models: huggingface.co, or a mirror that speaks as it does. */
export interface Hub {
  /** Address without a slash at its end. */
  endpoint: string
  host: string
  /** Access token; sent to the endpoint's own origin and to no other. */
  token: string | null
  /** How long a server may stay silent, in milliseconds. */
  silenceMs: number
  /** Waits before the next try; rejects when `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>
}

/** The hub that `HF_ENDPOINT` and `HF_TOKEN` name. Throws `hub.bad-endpoint`. */
export function findHub(env: NodeJS.ProcessEnv = process.env): Hub {
  const value = env['HF_ENDPOINT']?.trim() || 'https://huggingface.co'
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new AppError('hub.bad-endpoint', { value })
  }
  return {
    endpoint: value.replace(/\/+$/, ''),
    host: url.host,
    token: env['HF_TOKEN']?.trim() || null,
    silenceMs: 60_000,
    wait: (ms, signal) => sleep(ms, undefined, { signal })
  }
}
