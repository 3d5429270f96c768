import type { ErrorInfo } from '../../../shared/domain'
import type { Outcome } from '../../store/runs/cluster-tasks'

const NEW_LINE = 0x0a

/**
 * The whole lines of a piece of a log, each as JSON, or null where it is none, with the byte behind
 * it.
 */
export function* wholeLines(piece: Buffer): Generator<{ found: object | null; end: number }> {
  let start = 0
  for (let end = piece.indexOf(NEW_LINE); end >= 0; end = piece.indexOf(NEW_LINE, start)) {
    const found = parse(piece.toString('utf8', start, end))
    start = end + 1
    yield { found, end: start }
  }
}

function parse(text: string): object | null {
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'object' ? found : null
  } catch {
    return null
  }
}

/** How a command ended by the last line that it printed; null for another line. */
export function parseOutcome(line: object | null): Outcome {
  const { type, error } = (line ?? {}) as { type?: string; error?: ErrorInfo }
  if (type === 'done') return { done: true }
  return error && type === undefined ? { error } : null
}
