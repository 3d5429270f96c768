import { api } from './base'

export const eventsRouter = api.events.router({
  // The hub listens from the call on, so that nothing is lost between it and the first read.
  watch: api.events.watch.handler(({ context, signal }) => context.workbench.events.watch(signal))
})
