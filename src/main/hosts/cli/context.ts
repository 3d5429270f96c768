import type { Command } from 'commander'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import type { Output } from './output'
import { withSession, type Session } from './session'

/** What the entry knows of its own place. */
export interface Bundle {
  /** File of the engine process. */
  engine: string
  /** File of the thread that reads libraries. */
  reader: string
  /** Folder of the built window. */
  renderer: string
}

interface SharedOptions {
  library?: string
  device?: DeviceChoice
}

/** How a command gets at the workbench. */
export class CommandContext {
  readonly bundle: Bundle
  readonly output: Output

  constructor(bundle: Bundle, output: Output) {
    this.bundle = bundle
    this.output = output
  }

  /**
   * Does `work` with the library that the command's `--library` names, or with none where it has
   * no such option. With `create`, a new or empty folder becomes a library; with `looks`, it may be
   * one that another process works on.
   */
  session(
    command: Command,
    work: (session: Session) => Promise<void>,
    { create = false, looks = false } = {}
  ): Promise<void> {
    const { library = null, device } = command.opts<SharedOptions>()
    const { bundle, output } = this
    return withSession({ library, create, looks, device, bundle, output }, work)
  }
}
