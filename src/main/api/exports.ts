import { previewExport, runExport } from '../services/export'
import { Throttle } from '../services/jobs/throttle'
import { resolveLike } from '../services/similar/resolve-like'
import type { ExportParams } from '../../shared/domain'
import { api, type ApiContext } from './base'
import { likePlace } from './like-place'

const emitEveryMs = 100

/** Pairs have no images that could be alike. */
async function withLike(context: ApiContext, params: ExportParams): Promise<ExportParams> {
  const { format, text, split, state } = params
  if (format.startsWith('pairs')) return params
  const asked = { text, ...(split !== 'all' && { split }), ...(state && { state }) }
  return { ...params, text: (await resolveLike(likePlace(context), asked)).filter.text ?? text }
}

export const exportsRouter = api.exports.router({
  run: api.exports.run.handler(async ({ context, input, signal }) => {
    const { workbench } = context
    const shown = new Throttle<[number, number]>(emitEveryMs, ([done, total]) =>
      workbench.events.emit({ type: 'export', file: input.file, done, total })
    )
    try {
      const onProgress = (done: number, total: number) => shown.push([done, total])
      return await runExport(workbench.library, await withLike(context, input), {
        signal,
        onProgress
      })
    } finally {
      shown.stop()
    }
  }),
  preview: api.exports.preview.handler(async ({ context, input, signal }) =>
    previewExport(context.workbench.library, await withLike(context, input), signal)
  )
})
