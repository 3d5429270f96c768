import type { Command } from 'commander'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import type { Interruption } from '../../base/process/interruption'
import type { Output } from './output'
import { withSession, type Call, type Session, type SessionOptions } from './session'
import type { Bundle } from './bundle'

interface SharedOptions {
  library?: string
  device?: DeviceChoice
}

type SessionChoices = Pick<SessionOptions, 'create' | 'readOnly' | 'check'>

/** How a command gets at the workbench. */
export class CommandContext implements Call {
  constructor(
    readonly bundle: Bundle,
    readonly output: Output,
    readonly interruption: Interruption,
    readonly args: readonly string[]
  ) {}

  /**
   * Does `work` with the library that the command's `--library` names, or with none where it has
   * no such option. With `create`, a new or empty folder becomes a library; with `readOnly`, it may be
   * one that another process works on. `check` looks at the call's other inputs before a library is
   * made.
   */
  session(
    command: Command,
    work: (session: Session) => Promise<void>,
    { create = false, readOnly = false, check }: SessionChoices = {}
  ): Promise<void> {
    const { library = null, device } = command.opts<SharedOptions>()
    return withSession(this, { library, create, readOnly, device, check }, work)
  }
}
