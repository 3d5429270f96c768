import { runFiles, type TrainEvent } from '../../../shared/engine-protocol'
import type { Outcome } from '../../store/runs/cluster-tasks'
import { parseOutcome, wholeLines } from './log-lines'

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

/**
 * Reads a piece of what `viecap train --bundle --json` printed, up to its last whole line. A start
 * without a step after it is left for the next time: the steps that the run takes again are replaced
 * as the first new one comes. What is no such line, or was cut short by a kill, is left out.
 */
export function readLog(piece: Buffer): LogPart {
  let part: LogPart = { events: [], outcome: undefined, bytes: 0 }
  let beforeStart: LogPart | null = null
  for (const { found, end } of wholeLines(piece)) {
    const outcome = parseOutcome(found)
    const line = outcome ? null : eventOf(found)
    if (line?.type === 'started') {
      beforeStart ??= { ...part, events: [...part.events] }
      part.outcome = null
    }
    if (line?.type === 'step' || line?.type === 'validation') beforeStart = null
    if (outcome) {
      beforeStart = null
      part = { ...part, outcome }
    } else if (line) part.events.push({ event: line, at: line.at ?? Date.now() })
    part.bytes = end
  }
  return beforeStart ?? part
}

function eventOf(found: object | null): (TrainEvent & { at?: number }) | null {
  const { type, path } = (found ?? {}) as { type?: string; path?: unknown }
  if (type === 'checkpoint' && !CHECKPOINT.test(String(path))) return null
  return type !== undefined && EVENTS.has(type) ? (found as TrainEvent) : null
}
