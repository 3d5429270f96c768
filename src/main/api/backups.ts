import { api, done } from './base'

export const backupsRouter = api.backups.router({
  state: api.backups.state.handler(({ context }) => context.workbench.backups.state()),
  create: api.backups.create.handler(({ context }) => context.workbench.backups.create()),
  verify: api.backups.verify.handler(async ({ context, input }) => {
    await context.workbench.backups.verify(input.name)
    return done
  })
})
