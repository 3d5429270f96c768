import { demoLibraryPath, openDemo } from '../services/demo'
import { api, done } from './base'

export const libraryRouter = api.library.router({
  state: api.library.state.handler(async ({ context: { workbench } }) => ({
    library: await workbench.info(),
    recent: workbench.user.recent,
    demoPath: demoLibraryPath()
  })),
  create: api.library.create.handler(({ context, input }) => context.workbench.create(input.path)),
  openDemo: api.library.openDemo.handler(({ context, input: { path, world } }) =>
    openDemo(context.workbench, path, world)
  ),
  open: api.library.open.handler(({ context, input }) => context.workbench.open(input.path)),
  close: api.library.close.handler(async ({ context }) => {
    await context.workbench.closeLibrary()
    return done
  })
})
