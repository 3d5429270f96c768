import { lstat } from 'node:fs/promises'
import { AppError } from '../../shared/errors'
import { lookAtPaths } from '../services/folders/look-at-paths'
import { api, done } from './base'

export const hostRouter = api.host.router({
  abilities: api.host.abilities.handler(({ context }) => context.workbench.shell.abilities),
  choosePath: api.host.choosePath.handler(async ({ context, input }) => ({
    path: await context.workbench.shell.choosePath(input)
  })),
  showInFolder: api.host.showInFolder.handler(async ({ context, input: { path } }) => {
    const isThere = await lstat(path).catch(() => null)
    if (!isThere) throw new AppError('file.not-found', { path })
    context.workbench.shell.showInFolder(path)
    return done
  }),
  lookAt: api.host.lookAt.handler(({ input }) => lookAtPaths(input.paths))
})
