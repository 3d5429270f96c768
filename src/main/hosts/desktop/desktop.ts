import type { Workbench } from '../../services/workbench/workbench'
import type { WordKey, WordParams } from './words'

/** What the parts of the desktop application share. */
export interface Desktop {
  readonly workbench: Workbench
  /** Whether the menus offer reload and developer tools: started with `--dev`. */
  readonly dev: boolean
  /** A text of the native menus and boxes in the language that the user chose. */
  word(key: WordKey, params?: WordParams): string
  /** Shows the one window, or brings it to the front. */
  show(): void
}
