import type { HostAbilities, PathChoice } from '../../../shared/contract'
import { AppError } from '../../../shared/errors'

/** What the program around the workbench does for it: the desktop application has a system at hand. */
export interface HostShell {
  readonly abilities: HostAbilities
  /** Languages of the system's user (BCP 47), the preferred one first. */
  languages(): readonly string[]
  /** Null where the dialog is dismissed. Throws `host.not-able`. */
  choosePath(choice: PathChoice): Promise<string | null>
  /** Shows a file or folder in the system's file manager. Throws `host.not-able`. */
  showInFolder(path: string): void
}

/** A host without a desktop around it. */
export const plainShell: HostShell = {
  abilities: { pathDialogs: false, droppedPaths: false, fileManager: false },
  languages: () => [],
  choosePath: () => Promise.reject(new AppError('host.not-able')),
  showInFolder: () => {
    throw new AppError('host.not-able')
  }
}
