import * as v from 'valibot'
import { Count, list, text, whole } from './bounds'

/** Files of one upload at most, whatever the server allows. */
const MOST_FILES = 1_000_000

/** Names an upload or a download: 192 random bits. */
export const TransferId = v.pipe(v.string(), v.regex(/^[\w-]{32}$/))

/** A file that is to be uploaded. */
export const UploadFile = v.object({
  /** Path inside the upload, with forward slashes. */
  name: v.pipe(text(1000), v.minLength(1)),
  /** In bytes. */
  size: whole(1),
  /** When it was changed, in milliseconds: with name and size, what it is known again by. */
  modified: Count
})
export type UploadFile = v.InferOutput<typeof UploadFile>

export const UploadParams = v.object({
  files: v.pipe(list(UploadFile, MOST_FILES), v.minLength(1))
})

/** An upload under way. */
export const Upload = v.object({
  id: TransferId,
  /** Bytes of each file that have arrived. */
  received: v.array(v.number()),
  /** Bytes of a file that one request may bring. */
  chunk: v.number()
})
export type Upload = v.InferOutput<typeof Upload>

/** Where a part of a file goes, by the number of its file in the upload. */
export const uploadPath = (id: string, file: number): string => `uploads/${id}/${file}`

/** Where a finished download is fetched. */
export const downloadPath = (id: string): string => `downloads/${id}`

/**
 * The header of a part that says where in its file it begins, and of an answer that says how much of
 * the file has arrived; as tus and the IETF's resumable uploads have it.
 */
export const UPLOAD_OFFSET = 'upload-offset'

/**
 * Stands in an input where a path on the server's disk would: what its caller uploaded, or a file
 * that they are to download.
 */
export interface TransferPlace {
  kind: 'upload' | 'download'
  id: string
  /** Path inside; empty for the whole upload. */
  name: string
}

const PLACE = /^(upload|download):([\w-]{32})(?:\/(.*))?$/s

/** Null for a text that is a path. */
export function readPlace(path: string): TransferPlace | null {
  const [, kind, id = '', name = ''] = PLACE.exec(path) ?? []
  return kind === undefined ? null : { kind: kind as TransferPlace['kind'], id, name }
}

export const placeText = ({ kind, id, name }: TransferPlace): string =>
  `${kind}:${id}${name && `/${name}`}`
