import { previewExport, runExport } from '../services/export'
import { Throttle } from '../services/jobs/throttle'
import { api } from './base'

const emitEveryMs = 100

export const exportsRouter = api.exports.router({
  run: api.exports.run.handler(async ({ context: { workbench }, input, signal }) => {
    const shown = new Throttle<[number, number]>(emitEveryMs, ([done, total]) =>
      workbench.events.emit({ type: 'export', file: input.file, done, total })
    )
    try {
      const onProgress = (done: number, total: number) => shown.push([done, total])
      return await runExport(workbench.library, input, { signal, onProgress })
    } finally {
      shown.stop()
    }
  }),
  preview: api.exports.preview.handler(({ context, input, signal }) =>
    previewExport(context.workbench.library, input, signal)
  )
})
