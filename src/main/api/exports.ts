import { previewExport, runExport } from '../services/export'
import { Throttle } from '../services/jobs/throttle'
import { resolveLike } from '../services/similar/resolve-like'
import type { Workbench } from '../services/workbench/workbench'
import type { ExportParams } from '../../shared/domain'
import { api } from './base'

const emitEveryMs = 100

/** Pairs have no images that could be alike. */
async function withLike(workbench: Workbench, params: ExportParams): Promise<ExportParams> {
  const { format, text, split, state } = params
  if (format.startsWith('pairs')) return params
  const asked = { text, ...(split !== 'all' && { split }), ...(state && { state }) }
  return { ...params, text: (await resolveLike(workbench, asked)).filter.text ?? text }
}

export const exportsRouter = api.exports.router({
  run: api.exports.run.handler(async ({ context: { workbench }, input, signal }) => {
    const shown = new Throttle<[number, number]>(emitEveryMs, ([done, total]) =>
      workbench.events.emit({ type: 'export', file: input.file, done, total })
    )
    try {
      const onProgress = (done: number, total: number) => shown.push([done, total])
      return await runExport(workbench.library, await withLike(workbench, input), {
        signal,
        onProgress
      })
    } finally {
      shown.stop()
    }
  }),
  preview: api.exports.preview.handler(async ({ context: { workbench }, input, signal }) =>
    previewExport(workbench.library, await withLike(workbench, input), signal)
  )
})
