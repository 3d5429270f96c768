import type { ClientLink } from '@orpc/client'
import type { Ref } from 'vue'

export type WorkbenchLink = ClientLink<Record<never, never>>
/**
 * `silent`: it is open, and nothing answers at its other end. `signed-out`: the server answers, and wants
 * a log-in first.
 */
export type ConnectionState = 'connecting' | 'open' | 'silent' | 'lost' | 'signed-out'

/** A way to the workbench that may go down and come back. */
export interface Connection {
  readonly state: Readonly<Ref<ConnectionState>>
  /**
   * The link of the present connection. While the connection is being made it waits for it;
   * rejects with `ConnectionLostError` when there is none within a few seconds.
   */
  link(): Promise<WorkbenchLink>
}

/** The workbench did not answer: it was stopped, or the way to it is cut. */
export class ConnectionLostError extends Error {
  constructor(options?: ErrorOptions) {
    super('The connection to the workbench is lost.', options)
    this.name = 'ConnectionLostError'
  }
}
