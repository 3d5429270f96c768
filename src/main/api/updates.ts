import { api, done } from './base'

export const updatesRouter = api.updates.router({
  state: api.updates.state.handler(({ context }) => context.workbench.updates.state),
  check: api.updates.check.handler(({ context }) => context.workbench.updates.check()),
  download: api.updates.download.handler(({ context }) => context.workbench.updates.download()),
  install: api.updates.install.handler(async ({ context }) => {
    await context.workbench.updates.install()
    return done
  })
})
