import { isJobElsewhere } from '../../shared/domain'
import { stopShards } from '../services/cluster'
import { previewImport } from '../services/import'
import { listImageFolders } from '../store/imports/image-folders'
import { embeddingStatus } from '../store/embeddings/embedding-sets'
import { api, done } from './base'

export const jobsRouter = api.jobs.router({
  list: api.jobs.list.handler(({ context, input }) => context.workbench.jobs(input.limit)),
  get: api.jobs.get.handler(({ context, input }) => context.workbench.queue.get(input.id)),
  cancel: api.jobs.cancel.handler(async ({ context: { workbench }, input }) => {
    if (isJobElsewhere(workbench.queue.get(input.id))) {
      await stopShards(workbench, input.id)
      void workbench.clusters.look()
    } else workbench.queue.cancel(input.id)
    return done
  }),
  setPaused: api.jobs.setPaused.handler(({ context, input }) => {
    context.workbench.queue.setPaused(input.id, input.paused)
    return done
  }),
  move: api.jobs.move.handler(({ context, input }) => {
    context.workbench.queue.move(input.id, input.before)
    return done
  }),
  resume: api.jobs.resume.handler(({ context, input }) => ({
    jobId: context.workbench.queue.resume(input.id).id
  }))
})

export const importsRouter = api.imports.router({
  start: api.imports.start.handler(({ context: { workbench, caller }, input }) => {
    // Images that were uploaded go away again.
    const isUploaded = [input.path, input.imagesDir].some(
      (path) => path !== null && caller.transfers?.holds(path)
    )
    const params = { ...input, copyImages: input.copyImages || isUploaded }
    return { jobId: workbench.queue.add('import', params).id }
  }),
  preview: api.imports.preview.handler(({ context, input, signal }) =>
    previewImport(input, signal, listImageFolders(context.workbench.library.read))
  )
})

export const embeddingsRouter = api.embeddings.router({
  status: api.embeddings.status.handler(({ context }) =>
    embeddingStatus(context.workbench.library.read)
  ),
  start: api.embeddings.start.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('embed', input).id
  }))
})
