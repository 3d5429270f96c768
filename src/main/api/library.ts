import { demoLibraryPath, openDemo } from '../services/demo'
import { recentLibraries } from '../services/workbench/recent-libraries'
import { openForPhotos } from '../services/workbench/photo-library'
import { api, done } from './base'

export const libraryRouter = api.library.router({
  state: api.library.state.handler(async ({ context: { workbench, caller } }) => ({
    library: await workbench.info(),
    opening: workbench.opening,
    // Only an admin may open another library, or know where they lie.
    recent: caller.role === 'admin' ? await recentLibraries(workbench.user.recent) : [],
    demoPath: demoLibraryPath()
  })),
  create: api.library.create.handler(({ context, input: { path, interrupt } }) =>
    context.workbench.create(path, { interrupt })
  ),
  openDemo: api.library.openDemo.handler(({ context, input: { path, world, interrupt } }) =>
    openDemo(context.workbench, { path, interrupt }, world)
  ),
  openForPhotos: api.library.openForPhotos.handler(({ context, input: { folder, interrupt } }) =>
    openForPhotos(context.workbench, folder, { interrupt })
  ),
  open: api.library.open.handler(({ context, input: { path, interrupt } }) =>
    context.workbench.open(path, { interrupt })
  ),
  forget: api.library.forget.handler(async ({ context, input: { paths } }) => {
    await context.workbench.user.forgetRecent(paths)
    return done
  }),
  close: api.library.close.handler(async ({ context, input }) => {
    await context.workbench.closeLibrary(input)
    return done
  })
})
