import type { EngineReply, EngineRequest } from '../../../shared/engine-protocol'

/** The engine's process as a pair of message streams; one adapter for each way to start it. */
export interface EngineProcess {
  send(message: EngineRequest): void
  onMessage(listener: (message: EngineReply) => void): void
  /** Called once, with how the process ended: `signal SIGKILL`, or `exit code 1: last words`. */
  onExit(listener: (detail: string) => void): void
  /** Ends the process at once; `onExit` follows. */
  kill(): void
}

export type StartEngineProcess = () => EngineProcess
