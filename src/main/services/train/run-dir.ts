import { join } from 'node:path'
import type { Library } from '../../store/core/library'

/** Folder of a run. */
export const runDir = (library: Pick<Library, 'root'>, runId: string): string =>
  join(library.root, 'runs', runId)
