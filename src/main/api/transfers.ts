import { AppError } from '../../shared/errors'
import type { OwnTransfers } from '../services/transfers/transfers'
import type { Caller } from '../services/people/caller'
import { api, done } from './base'

/** Throws `upload.none-here`. */
function requireTransfers({ transfers }: Caller): OwnTransfers {
  if (!transfers) throw new AppError('upload.none-here')
  return transfers
}

export const uploadsRouter = api.uploads.router({
  begin: api.uploads.begin.handler(({ context, input }) =>
    requireTransfers(context.caller).beginUpload(input.files)
  ),
  discard: api.uploads.discard.handler(async ({ context, input }) => {
    await requireTransfers(context.caller).discardUpload(input.id)
    return done
  })
})

export const downloadsRouter = api.downloads.router({
  begin: api.downloads.begin.handler(async ({ context }) => ({
    id: await requireTransfers(context.caller).beginDownload()
  })),
  discard: api.downloads.discard.handler(async ({ context, input }) => {
    await requireTransfers(context.caller).discardDownload(input.id)
    return done
  })
})
