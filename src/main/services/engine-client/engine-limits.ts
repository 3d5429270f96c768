import type { EngineTask } from '../../../shared/engine-protocol'

/** How long an engine that does not answer is waited for, all in milliseconds. */
export interface EngineLimits {
  /** Between two questions whether the process still reads its messages. */
  pingMs: number
  /** Silence after which a task that was told to stop is taken for hung. */
  graceMs: number
  /** A task that was told to stop and is heard of, as while it writes a checkpoint, may take this long. */
  obeyMs: number
  /** Tasks that are over soon: how long they are waited for. */
  answerMs: Partial<Record<EngineTask, number>>
  /** Tasks that nobody would stop: the longest silence of the process, above any step of theirs. */
  silenceMs: Partial<Record<EngineTask, number>>
  /** Tasks that open files from untrusted sources, each in a process of its own. */
  confined: Partial<Record<EngineTask, Confinement>>
}

/** What a process that opens files from untrusted sources may use. */
export interface Confinement {
  /** The longest that it may be silent, in milliseconds: longer than any piece of honest work. */
  silenceMs: number
  /** The longest that it may take in all, in milliseconds. */
  wholeMs: number
  /** Memory of the whole process. */
  memoryBytes: number
}

export const usualLimits: EngineLimits = {
  pingMs: 1000,
  graceMs: 10_000,
  obeyMs: 600_000,
  // Behind a training step, which may be long; a probe of a device gives up after a minute.
  answerMs: { countTokens: 60_000, devices: 150_000 },
  silenceMs: { captionRequests: 120_000 },
  confined: {
    // Hashing the weights is most of it; the largest models are read from slow disks.
    checkModel: { silenceMs: 30_000, wholeMs: 1_800_000, memoryBytes: 3 * 2 ** 30 }
  }
}
