import { on } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../../shared/errors'
import { mapSteps, type MapInput, type MapStep } from './map-steps'

/** The built `map-thread.ts`; tests of the sources have none, and work on their own thread. */
const threadFile = join(import.meta.dirname, 'map.js')

/** The steps of a map, made on a thread that ends with them. Throws `engine.cancelled`. */
export async function* stepsOnThread(
  input: MapInput,
  signal: AbortSignal | undefined
): AsyncGenerator<MapStep, void> {
  if (!existsSync(threadFile)) {
    yield* mapSteps(input)
    return
  }
  const worker = new Worker(threadFile, { workerData: input })
  const ended = new AbortController()
  worker.once('exit', () => ended.abort())
  try {
    const wanted = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal
    // An error of the thread is thrown here.
    for await (const [step] of on(worker, 'message', { signal: wanted })) yield step as MapStep
  } catch (error) {
    if (signal?.aborted) throw new AppError('engine.cancelled')
    if (!ended.signal.aborted) throw error
  } finally {
    await worker.terminate()
  }
}
