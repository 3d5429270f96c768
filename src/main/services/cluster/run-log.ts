import type { ErrorInfo } from '../../../shared/domain'
import { runFiles, type TrainEvent } from '../../../shared/engine-protocol'
import type { Outcome } from '../../store/runs/cluster-jobs'

export interface LoggedEvent {
  event: TrainEvent
  /** Milliseconds since 1970. */
  at: number
}

/** What a piece of a run's log says. */
export interface LogPart {
  events: LoggedEvent[]
  /** How the training ended, null where it goes on; undefined where nothing is said of it. */
  outcome: Outcome | undefined
  /** Bytes of the piece that are in this; what follows is to be read again with more. */
  bytes: number
}

/** Where checkpoints are in a run's folder: nothing else is copied from a cluster by a line of a log. */
const CHECKPOINT = new RegExp(`^${runFiles.checkpoints}/step-\\d+$`)
const EVENTS = new Set(['started', 'step', 'split', 'validation', 'sample', 'checkpoint'])
const NEW_LINE = 0x0a

/**
 * Reads a piece of what `viecap train --bundle --json` printed, up to its last whole line. A start
 * without a step after it is left for the next time: the steps that the run takes again are replaced
 * as the first new one comes. What is no such line, or was cut short by a kill, is left out.
 */
export function readLog(piece: Buffer): LogPart {
  let part: LogPart = { events: [], outcome: undefined, bytes: 0 }
  let beforeStart: LogPart | null = null
  for (let end = piece.indexOf(NEW_LINE); end >= 0; end = piece.indexOf(NEW_LINE, part.bytes)) {
    const line = parseLine(piece.toString('utf8', part.bytes, end))
    if (line?.type === 'started') {
      beforeStart ??= { ...part, events: [...part.events] }
      part.outcome = null
    }
    if (line?.type === 'step' || line?.type === 'validation') beforeStart = null
    if (line?.type === 'outcome') {
      beforeStart = null
      part = { ...part, outcome: line.outcome }
    } else if (line) part.events.push({ event: line, at: line.at ?? Date.now() })
    part.bytes = end + 1
  }
  return beforeStart ?? part
}

type Line = (TrainEvent & { at?: number }) | { type: 'outcome'; outcome: Outcome }

function parseLine(text: string): Line | null {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof found !== 'object' || found === null) return null
  const { type, error, path } = found as { type?: string; error?: ErrorInfo; path?: unknown }
  if (type === 'done') return { type: 'outcome', outcome: { done: true } }
  if (error) return { type: 'outcome', outcome: { error } }
  if (type === 'checkpoint' && !CHECKPOINT.test(String(path))) return null
  return type !== undefined && EVENTS.has(type) ? (found as TrainEvent) : null
}
