import type { Logger } from 'pino'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { Run } from '../../../shared/domain'
import type { Library } from '../../store/core/library'
import type { Place } from './place'

export interface FollowerOptions {
  library: Library
  emit(event: WorkbenchEvent): void
  /** Called when a run has ended and all that it left is here. */
  onEnd?(run: Run): void
  log: Logger
}

/** A task of a cluster as the follower sees it: a run or a shard. */
export interface Followed {
  /** Tells that the scheduler has another word for it, which is noted already. */
  noteState(state: string): void
  /**
   * Takes what was added to its log from byte `from` on into the library, in one transaction with the
   * place in the log, and returns how many bytes it took.
   */
  take(place: Place, piece: Buffer, from: number): Promise<number>
  /** Takes in the rest of a task that is over, and notes how its work ended. */
  end(place: Place): Promise<void>
}
