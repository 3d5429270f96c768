import { pageCaptioned } from '../../../store/jobs/ledger'
import type { Library } from '../../../store/core/library'
import { Yielder } from '../../../base/yielder'

/** An image with its caption: what a person made of it, else what the model wrote. */
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

/** The captioned images of a job in the order of its listing, read as they are asked for. */
export async function* captioned({ read }: Library, jobId: number): AsyncGenerator<Captioned> {
  const yielder = new Yielder()
  let page = pageCaptioned(read, jobId, -1, PAGE)
  while (page.length > 0) {
    for (const { index, file, path, imageId, contentHash, text, edited, score } of page) {
      yield { index, file, path, imageId, contentHash, text: edited ?? text ?? '', score }
      if (yielder.due) await yielder.yieldNow()
    }
    page = pageCaptioned(read, jobId, page.at(-1)?.index ?? 0, PAGE)
  }
}
