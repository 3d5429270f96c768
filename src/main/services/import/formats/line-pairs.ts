import { AppError } from '../../../../shared/errors'
import { splitLines } from './lines'
import { skip, type ParsedPairs } from './parsed'

/** The text of one side of a pair of files, with its path for messages. */
export interface Side {
  text: string
  path: string
}

/**
 * Two files whose lines belong together. Pairs with a blank side are passed over. Throws
 * `import.uneven-lines` where one has more lines than the other.
 */
export function parseLinePairs(english: Side, vietnamese: Side): ParsedPairs {
  const left = splitLines(english.text)
  const right = splitLines(vietnamese.text)
  if (left.length !== right.length) {
    throw new AppError('import.uneven-lines', {
      path: english.path,
      lines: left.length,
      other: vietnamese.path,
      otherLines: right.length
    })
  }
  const parsed: ParsedPairs = { pairs: [], skipped: [] }
  for (const [index, line] of left.entries()) {
    addPair(parsed, line, right[index] ?? '', `line ${index + 1}`)
  }
  return parsed
}

/** Adds a pair, or notes that one of its sides is blank. */
export function addPair(
  parsed: ParsedPairs,
  english: string,
  vietnamese: string,
  where: string
): void {
  if (english.trim() === '' || vietnamese.trim() === '') {
    parsed.skipped.push(skip('pair-side-empty', where, (english + vietnamese).trim()))
  } else {
    parsed.pairs.push({ english, vietnamese, where })
  }
}
