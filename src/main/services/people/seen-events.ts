import type { WorkbenchEvent } from '../../../shared/contract'
import type { Workbench } from '../workbench/workbench'
import type { Caller } from './caller'
import { seenCounts, viewerFor } from './seen-workbench'

/**
 * The events as a person is to hear them: where annotation is blind, without samples of runs and what
 * captioning jobs write, and with the counts of what they see.
 */
export const seenEvents = (
  events: AsyncIteratorObject<WorkbenchEvent, void>,
  workbench: Workbench,
  caller: Caller
): AsyncIteratorObject<WorkbenchEvent, void> =>
  // Everybody else reads the hub's own list: an event is written once for all of them.
  caller.name === null || caller.role !== 'annotator' ? events : narrowed(events, workbench, caller)

async function* narrowed(
  events: AsyncIterable<WorkbenchEvent>,
  workbench: Workbench,
  caller: Caller
): AsyncGenerator<WorkbenchEvent, void> {
  for await (const event of events) {
    const isBlind = blind(workbench, caller)
    if (isBlind && (event.type === 'sample' || event.type === 'captioning')) continue
    if (isBlind && event.type === 'library' && event.library) {
      const { library } = event
      const counts = await seenCounts(workbench, caller, library.counts)
      yield { ...event, library: { ...library, counts } }
    } else yield event
  }
}

function blind(workbench: Workbench, caller: Caller): boolean {
  try {
    return viewerFor(caller, workbench.library) !== null
  } catch {
    // None is open.
    return false
  }
}
