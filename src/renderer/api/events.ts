import { useThrottleFn } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import type { WorkbenchEvent } from '../../shared/contract'
import type { DataEntity } from '../../shared/domain'
import { api } from './client'

type EventOf<T extends WorkbenchEvent['type']> = Extract<WorkbenchEvent, { type: T }>
type Handler = (event: WorkbenchEvent) => void

const handlers = new Set<Handler>()
const resyncs = new Set<() => void>()

/** Names this window to the workbench, which tells a team who is there. */
export const windowId = crypto.getRandomValues(new Uint32Array(4)).join('-')

/** Wait before the stream is asked for again, so that a refusing workbench is not hammered. */
const AGAIN_MS = 500

/**
 * Listens to the workbench for the life of the page. Each time the stream starts (again), all that
 * shows something reads it again: what happened in between was missed.
 */
export async function watchWorkbench(): Promise<never> {
  for (;;) {
    try {
      const events = await api.events.watch({ window: windowId })
      resyncAll()
      for await (const event of events) {
        for (const handler of handlers) handler(event)
      }
    } catch {
      // The connection says by itself that it is lost; the stream only has to start over.
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

/** Has all that shows something read again, and what is unsaved saved. */
export function resyncAll(): void {
  for (const resync of resyncs) resync()
}

/** Calls `handle` for each event of one type until the surrounding scope ends. */
export function useWorkbenchEvent<T extends WorkbenchEvent['type']>(
  type: T,
  handle: (event: EventOf<T>) => void
): void {
  const handler: Handler = (event) => {
    if (isOfType(event, type)) handle(event)
  }
  handlers.add(handler)
  onScopeDispose(() => handlers.delete(handler))
}

/**
 * Calls `handle` when data of one of these kinds has changed, until the surrounding scope ends: at once,
 * and then at most every `everyMs` milliseconds, since a team or a job changes many rows a second.
 */
export function useChanges(
  entities: readonly DataEntity[],
  handle: () => void,
  everyMs = 300
): void {
  let ended = false
  const throttled = useThrottleFn(() => ended || handle(), everyMs, true)
  useWorkbenchEvent('data', ({ entity }) => {
    if (entities.includes(entity)) void throttled()
  })
  onScopeDispose(() => (ended = true))
}

/** Calls `read` whenever the event stream starts (again), until the surrounding scope ends. */
export function useResync(read: () => void): void {
  resyncs.add(read)
  onScopeDispose(() => resyncs.delete(read))
}

function isOfType<T extends WorkbenchEvent['type']>(
  event: WorkbenchEvent,
  type: T
): event is EventOf<T> {
  return event.type === type
}
