import { pageCaptioned } from '../../../store/ledger'
import type { Library } from '../../../store/library'
import { Turns } from '../../files/turns'

/** A picture with its caption: what a person made of it, else what the model wrote. */
export interface Captioned {
  index: number
  file: string
  /** Absolute path. */
  path: string
  imageId: number | null
  contentHash: string | null
  text: string
  score: number | null
}

/** Rows read from the ledger together. */
const PAGE = 100

/** The captioned pictures of a job in the order of its listing, read as they are asked for. */
export async function* captioned({ read }: Library, jobId: number): AsyncGenerator<Captioned> {
  const turns = new Turns()
  let page = pageCaptioned(read, jobId, -1, PAGE)
  while (page.length > 0) {
    for (const { index, file, path, imageId, contentHash, text, edited, score } of page) {
      yield { index, file, path, imageId, contentHash, text: edited ?? text ?? '', score }
      if (turns.over) await turns.next()
    }
    page = pageCaptioned(read, jobId, page.at(-1)?.index ?? 0, PAGE)
  }
}
