import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../../../../shared/errors'
import { hashSecret, sameSecret } from '../../../base/secrets'
import { isFromHere } from '../access'

/** Who may ask: whoever has a key, or without keys any program of this machine. */
export class Guard {
  readonly #hashes: readonly string[]

  constructor(keys: readonly string[]) {
    this.#hashes = keys.map(hashSecret)
  }

  /** Throws `serving.no-key` or `serving.not-from-here`. */
  admit(headers: IncomingHttpHeaders): void {
    if (this.#hashes.length === 0) {
      // Else a page elsewhere could let the browser of this machine ask.
      if (!isFromHere(headers)) throw new AppError('serving.not-from-here')
      return
    }
    const [, key = ''] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? []
    const hash = hashSecret(key)
    // All of them are compared, and hashes are of one length.
    const admitted = this.#hashes.filter((known) => sameSecret(known, hash))
    if (admitted.length === 0) throw new AppError('serving.no-key')
  }
}
