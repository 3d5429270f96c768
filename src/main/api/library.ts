import { api, done } from './base'

export const libraryRouter = api.library.router({
  state: api.library.state.handler(async ({ context: { workbench } }) => ({
    library: await workbench.info(),
    recent: workbench.user.recent
  })),
  create: api.library.create.handler(({ context, input }) => context.workbench.create(input.path)),
  createDemo: api.library.createDemo.handler(async ({ context: { workbench }, input }) => {
    const library = await workbench.create(input.path)
    return { library, jobId: workbench.queue.add('demo', input.world).id }
  }),
  open: api.library.open.handler(({ context, input }) => context.workbench.open(input.path)),
  close: api.library.close.handler(async ({ context }) => {
    await context.workbench.closeLibrary()
    return done
  })
})
