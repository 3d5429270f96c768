import * as v from 'valibot'
import { Backup, BackupState, text } from '../domain'
import { Done, procedure } from './base'

/** Backups of the open library. They are restored on the command line, while the library is closed. */
export const backupsContract = {
  state: procedure.output(BackupState),
  create: procedure.output(Backup),
  /** Reads a backup through, of those that `state` lists, by the name of its folder. */
  verify: procedure.input(v.object({ name: text(1000) })).output(Done)
}
