import type { IncomingMessage } from 'node:http'
import { UPLOAD_OFFSET } from '../../../shared/domain'
import { AppError, isUnexpected, toErrorInfo, type ErrorCode } from '../../../shared/errors'
import { mayCall } from '../../../shared/roles'
import type { Caller } from '../../services/people/caller'
import type { OwnTransfers } from '../../services/transfers/transfers'

/**
 * Answers a request for a part of an upload or for a download of `caller`; null for any other. `rest` is
 * the path behind the key of the session.
 */
export async function serveTransfer(
  caller: Caller,
  rest: string,
  request: IncomingMessage
): Promise<Response | null> {
  const { transfers, role } = caller
  const isUpload = request.method === 'PATCH'
  if (!transfers || !mayCall(role, [isUpload ? 'uploads' : 'downloads', 'begin'])) return null
  const [kind, id = '', file = '', more] = rest.split('/')
  if (kind !== (isUpload ? 'uploads' : 'downloads') || more !== undefined) return null
  try {
    return isUpload
      ? await takePart(transfers, { id, file }, request)
      : await giveFile(caller, transfers, id)
  } catch (error) {
    if (isUnexpected(error)) throw error
    // Of what was sent, the rest is not read, so that nothing more can follow it.
    const headers = { 'cache-control': 'no-store', ...(isUpload && { connection: 'close' }) }
    return Response.json(toErrorInfo(error), { status: statusOf(error), headers })
  }
}

async function takePart(
  transfers: OwnTransfers,
  { id, file }: { id: string; file: string },
  request: IncomingMessage
): Promise<Response> {
  const offset = request.headers[UPLOAD_OFFSET]
  if (!isCount(file) || !isCount(offset)) throw new AppError('upload.unknown')
  const place = { id, file: Number(file), offset: Number(offset) }
  const received = await transfers.write(place, request as AsyncIterable<Uint8Array>)
  return new Response(null, {
    status: 204,
    headers: { [UPLOAD_OFFSET]: String(received), 'cache-control': 'no-store' }
  })
}

async function giveFile(caller: Caller, transfers: OwnTransfers, id: string): Promise<Response> {
  const { name, size, body } = await transfers.readDownload(id)
  caller.note('download', name)
  return new Response(body, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
      'cache-control': 'no-store',
      ...(size !== null && { 'content-length': String(size) })
    }
  })
}

const isCount = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{1,15}$/.test(text)

/** As RFC 8187 has it. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

const statuses: Partial<Record<ErrorCode, number>> = {
  'upload.wrong-part': 409,
  'upload.unknown': 404,
  'download.unknown': 404,
  'upload.no-space': 507
}

const statusOf = (error: unknown): number =>
  (error instanceof AppError && statuses[error.code]) || 400
