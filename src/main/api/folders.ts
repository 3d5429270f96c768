import { listFolder } from '../services/folders/list-folder'
import { api } from './base'

export const foldersRouter = api.folders.router({
  list: api.folders.list.handler(({ input }) => listFolder(input.path, input.files))
})
