import { api } from './base'

export const duplicatesRouter = api.duplicates.router({
  find: api.duplicates.find.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('duplicates', input).id
  })),
  page: api.duplicates.page.handler(({ context, input }) =>
    context.workbench.library.reader.ask('pageDuplicates', input)
  )
})
