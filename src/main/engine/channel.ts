import type { EngineReply, EngineRequest } from '../../shared/engine-protocol'

/** The wire to the parent process. */
export interface EngineChannel {
  send(reply: EngineReply): void
  onMessage(listener: (request: EngineRequest) => void): void
}

/** What Electron's utility process has in place of Node's own channel. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** Electron's port where this is a utility process, else Node's channel. Without either, throws. */
export function openChannel(): EngineChannel {
  const { parentPort } = process as { parentPort?: ParentPort }
  if (parentPort) {
    return {
      send: (reply) => parentPort.postMessage(reply),
      onMessage: (listener) =>
        parentPort.on('message', ({ data }) => listener(data as EngineRequest))
    }
  }
  if (!process.send) throw new Error('the engine is started by the workbench, not by itself')
  // Without its parent nobody would hear the engine.
  process.on('disconnect', () => process.exit(0))
  // A terminal sends Ctrl+C to every process of the command; the parent decides what it means.
  process.on('SIGINT', () => undefined)
  return {
    send: (reply) => {
      if (process.connected) process.send?.(reply)
    },
    onMessage: (listener) => process.on('message', (message) => listener(message as EngineRequest))
  }
}
