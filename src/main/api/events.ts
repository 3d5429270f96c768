import { api } from './base'

export const eventsRouter = api.events.router({
  // The hub listens from the call on, so that nothing is lost between it and the first read.
  watch: api.events.watch.handler(({ context: { workbench, caller }, input, signal }) => {
    if (caller.name !== null && input?.window !== undefined) {
      workbench.presence.enter(caller.name, input.window, signal)
    }
    return workbench.events.watch(signal)
  })
})
