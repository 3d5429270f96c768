import * as v from 'valibot'
import { DecodeOptions } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { inputError } from '../../../shared/errors/input-error'
import { readTextSync } from '../../base/files/regular-file'
import type { RequestLimits } from '../web/captions/schemas'
import { givenDecoding } from './decode-options'

/** What `viecap serve-captions` takes beside the captioner. */
export interface ServingChoices {
  name?: string
  host: string
  port: number
  apiKeyFile?: string
  allowHost?: string[]
  queue: number
  maxImages: number
  maxBody: number
  maxPixels: number
}

export interface Serving {
  keys: string[]
  limits: RequestLimits
  maxBytes: number
  maxPixels: number
}

/** Bytes of a file of keys. */
const MAX_BYTES = 2 ** 20
/** A key of the environment, where no file is named. */
const KEY = 'VIECAP_API_KEY'
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/
/** Long enough that nobody guesses it, and what a header can hold. */
const isKey = (text: string): boolean => /^[\x21-\x7e]{16,}$/.test(text)

/**
 * How captions are to be served. Throws `call.wrong`, an `input.` error for a decoding option,
 * `serving.key-needed`, or `serving.bad-key`.
 *
 * @param given All options of the call, those of decoding among them.
 */
export function readServing(choices: ServingChoices, given: Record<string, unknown>): Serving {
  const { host, queue, maxImages, maxBody, maxPixels } = choices
  if (maxImages > queue) {
    const detail = `--max-images is ${maxImages}, but only ${queue} images may wait (--queue)`
    throw new AppError('call.wrong', { detail })
  }
  const keys = readKeys(choices)
  if (keys.length === 0 && !LOOPBACK.test(host)) throw new AppError('serving.key-needed', { host })
  const decode = v.safeParse(DecodeOptions, givenDecoding(given))
  if (!decode.success) throw inputError(decode.issues)
  return {
    keys,
    limits: { decode: decode.output, maxImages },
    maxBytes: maxBody * 1e6,
    maxPixels: maxPixels * 1e6
  }
}

function readKeys({ apiKeyFile }: ServingChoices): string[] {
  const place = apiKeyFile ?? KEY
  const content =
    apiKeyFile === undefined ? (process.env[KEY] ?? '') : readTextSync(apiKeyFile, MAX_BYTES)
  const lines = content.split('\n').map((line) => line.trim())
  const keys = lines.filter((line) => line !== '')
  // An empty file would let everybody in.
  const isEmpty = apiKeyFile !== undefined && keys.length === 0
  if (isEmpty || !keys.every(isKey)) throw new AppError('serving.bad-key', { place })
  return keys
}
