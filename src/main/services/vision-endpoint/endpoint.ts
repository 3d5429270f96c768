import { setTimeout as sleep } from 'node:timers/promises'
import { readEndpointKey } from './keys'

/** An OpenAI-compatible endpoint, such as Ollama, llama.cpp or vLLM serve. */
export interface Endpoint {
  /** Base URL without a slash at its end, such as `http://localhost:11434/v1`. */
  url: string
  /** Sent to this URL and to no other: redirects are not followed. */
  key: string | null
  /** How long an answer may take, in milliseconds. */
  patienceMs: number
  /** Waits before the second try; rejects when `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>
}

/** A model that is loaded first, on a processor alone, takes minutes; `fetch` itself waits for five. */
const PATIENCE_MS = 280_000

/** The endpoint at `url` with the key that is kept for it, or with `key`, or with none for null. */
export async function findEndpoint(url: string, key?: string | null): Promise<Endpoint> {
  return {
    url,
    key: key === undefined ? await readEndpointKey(url) : key,
    patienceMs: PATIENCE_MS,
    wait: (ms, signal) => sleep(ms, undefined, { signal })
  }
}
