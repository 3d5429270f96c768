import { seenEvents } from '../services/people/seen-events'
import { api } from './base'

export const eventsRouter = api.events.router({
  // The hub listens from the call on, so that nothing is lost between it and the first read.
  watch: api.events.watch.handler(({ context: { workbench, caller }, input, signal }) => {
    if (caller.name !== null && input?.window !== undefined) {
      workbench.presence.enter(caller.name, input.window, signal)
    }
    return seenEvents(workbench.events.watch(signal), workbench, caller)
  })
})
