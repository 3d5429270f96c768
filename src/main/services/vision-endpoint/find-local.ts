import type { LocalEndpoint } from '../../../shared/domain'
import { findEndpoint } from './endpoint'
import { listModels } from './list-models'

/** Where the known servers listen unless they are told otherwise. */
const knownServers = [
  { server: 'Ollama', url: 'http://127.0.0.1:11434/v1' },
  { server: 'LM Studio', url: 'http://127.0.0.1:1234/v1' },
  { server: 'llama.cpp', url: 'http://127.0.0.1:8080/v1' },
  { server: 'vLLM', url: 'http://127.0.0.1:8000/v1' },
  { server: 'viecap serve-captions', url: 'http://127.0.0.1:7801/v1' }
] as const

/** How long a server of this machine may take, in milliseconds. */
const PATIENCE_MS = 2000

/**
 * Which of the `servers` of this machine answer with a list of models, in their order. None is
 * told a key.
 */
export async function findLocalEndpoints(
  signal: AbortSignal,
  servers: readonly { server: string; url: string }[] = knownServers
): Promise<LocalEndpoint[]> {
  const found = await Promise.all(
    servers.map(async ({ server, url }) => {
      try {
        const endpoint = { ...(await findEndpoint(url, null)), patienceMs: PATIENCE_MS }
        // A program that listens there and is busy is not waited for.
        const models = await listModels(
          { ...endpoint, wait: () => Promise.reject(new Error('busy')) },
          signal
        )
        return models.length > 0 ? { server, url, models } : null
      } catch {
        return null
      }
    })
  )
  return found.filter((endpoint) => endpoint !== null)
}
