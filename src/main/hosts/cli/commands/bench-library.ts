import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { fillLibrary } from '../../../services/bench/fill-library'
import { markLibrary } from '../../../services/bench/mark-library'
import type { CommandContext } from '../context'
import { toCount } from '../options'
import { withSession, type Session } from '../session'

export interface LibraryOptions {
  rows: number
  captions: number
  rounds: number
  keep?: string
}

/** The options of a benchmark that runs in a library of made-up images. */
export const withLibraryOptions = (command: Command, rounds: number): Command =>
  command
    .option('--rows <n>', 'images', toCount, 1_000_000)
    .option('--captions <n>', 'captions per image', toCount, 2)
    .option('--rounds <n>', 'repetitions of each', toCount, rounds)
    .option('--keep <dir>', 'create the library here and keep it; an existing one is reused')

/** Measures in a library of made-up images, which is opened anew: nothing of the filling is in memory. */
export async function inFilledLibrary(
  context: CommandContext,
  { rows, captions, keep }: LibraryOptions,
  measure: (session: Session) => Promise<void>
): Promise<void> {
  const folder = keep ? resolve(keep) : await mkdtemp(join(tmpdir(), 'viecap-bench-'))
  const session = (create: boolean, work: (session: Session) => Promise<void>) =>
    withSession(context, { library: folder, create }, work)
  try {
    if (!existsSync(join(folder, 'library.sqlite'))) {
      await session(true, async ({ workbench: { library } }) => {
        fillLibrary(library, { images: rows, captionsPerImage: captions })
        markLibrary(library.write)
      })
    }
    await session(false, measure)
  } finally {
    if (!keep) await rm(folder, { recursive: true, force: true })
  }
}
