import type { ErrorInfo } from '../domain'
import type { EngineTask, EngineTasks } from './tasks'

/** Messages to the engine process. */
export type EngineRequest =
  | {
      [T in EngineTask]: { type: 'start'; id: number; task: T; input: EngineTasks[T]['input'] }
    }[EngineTask]
  /** `discard` cancels a task that then keeps nothing of where it is. */
  | { type: 'cancel' | 'discard' | 'pause' | 'unpause'; id: number }
  | { type: 'feed'; id: number; items: unknown[] }
  /** Nothing more is fed. */
  | { type: 'fed'; id: number }
  /** Asks whether the process reads its messages; answered by `alive`. */
  | { type: 'ping' }
  /** From now on the process ends where it takes more memory than this. */
  | { type: 'limit-memory'; bytes: number }

/** Messages from the engine process. */
export type EngineReply =
  | { type: 'ready' }
  | { type: 'alive' }
  | { type: 'event'; id: number; event: unknown }
  | { type: 'done'; id: number; output: unknown }
  | { type: 'error'; id: number; error: ErrorInfo }
