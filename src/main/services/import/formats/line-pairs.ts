import { AppError } from '../../../../shared/errors'
import { readLines } from '../read/lines'
import type { TextSource } from '../read/text-source'
import { skip, type ImportEvent, type ImportEvents } from './events'

/** Both sides of a pair of files. */
export interface Sides {
  english: TextSource
  vietnamese: TextSource
}

/** Lines that are handed on together. */
const BATCH = 256

/**
 * Two files whose lines belong together. Throws `import.uneven-lines` where one has more lines
 * than the other, at the end.
 */
export async function* readLinePairs(sides: Sides): ImportEvents {
  const left = singleLines(sides.english)
  const right = singleLines(sides.vietnamese)
  try {
    yield* joinLines(left, right, sides)
  } finally {
    // Neither file stays open where reading ends early.
    await Promise.all([left.return(undefined), right.return(undefined)])
  }
}

async function* joinLines(
  left: AsyncGenerator<string | null>,
  right: AsyncGenerator<string | null>,
  { english, vietnamese }: Sides
): ImportEvents {
  let batch: ImportEvent[] = []
  let lines = 0
  let otherLines = 0
  for (;;) {
    const [a, b] = [await left.next(), await right.next()]
    if (!a.done) lines += 1
    if (!b.done) otherLines += 1
    if (a.done && b.done) break
    if (a.done || b.done) continue
    const where = `line ${lines}`
    batch.push(
      a.value === null || b.value === null
        ? skip('record-too-long', where, '')
        : { type: 'pair', english: a.value, vietnamese: b.value, extra: null, where }
    )
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (lines !== otherLines) {
    throw new AppError('import.uneven-lines', {
      path: english.path,
      lines,
      other: vietnamese.path,
      otherLines
    })
  }
  yield batch
}

async function* singleLines(
  source: TextSource
): AsyncGenerator<string | null, undefined, undefined> {
  for await (const lines of readLines(source.chunks())) for (const { text } of lines) yield text
}
