import { api } from './base'

export const presenceRouter = api.presence.router({
  here: api.presence.here.handler(
    ({ context: { workbench, caller }, input: { window, place } }) => {
      if (caller.name === null) return []
      workbench.presence.move(caller.name, window, place)
      return workbench.presence.list()
    }
  )
})
