import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import * as v from 'valibot'
import { demoRows, demoScale, quickScale } from '../../../../shared/demo-rows'
import { DemoReport } from '../../../../shared/domain'
import { demoLibraryPath } from '../../../services/demo'
import type { CommandContext } from '../context'
import { captionUnseen } from '../demo/caption-unseen'
import { trainRows } from '../demo/train-rows'
import { deviceOption, toNumber } from '../options'
import { runJob } from '../run-job'
import { withSession, type Session } from '../session'

interface Options {
  library: string
  seed: number
  train?: boolean
  quick?: boolean
}

export function demoCommand(context: CommandContext): Command {
  return new Command('demo')
    .description('make a library of a small drawn world, and train on it')
    .option('--library <dir>', 'folder of the library', demoLibraryPath())
    .addOption(deviceOption())
    .option('--seed <number>', 'seed of the world, where it is made', toNumber, 1)
    .option('--train', 'train the rows of the recipe in small, score them, caption a folder')
    .option('--quick', 'train the first and the last row only, and shorter')
    .action(({ library, seed, train, quick }: Options, command: Command) => {
      const { bundle, output } = context
      const path = resolve(library)
      const device = command.opts<{ device?: 'auto' }>().device
      return withSession({ library: null, device, bundle, output }, async (session) => {
        await makeOrOpen(session, path, seed)
        if (!train && !quick) return
        const rows = quick ? demoRows.filter((_, row) => row === 0 || row === 4) : demoRows
        const results = await trainRows(session, rows, quick ? quickScale : demoScale)
        await captionUnseen(session, join(path, 'demo', 'to_caption'), results)
        output.note(`See it all in the window: npx viecap serve --open, then open ${path}`)
        output.note('  Library: the drawn pictures with their captions; Pairs: the sentences')
        output.note('  Runs: losses, BLEU and captions by epoch of each row; compare them')
      })
    })
}

/** Makes the demo library where the folder is new, else opens what is there. */
async function makeOrOpen(session: Session, path: string, seed: number): Promise<void> {
  const { api, output } = session
  if (existsSync(join(path, 'library.sqlite'))) {
    await api.library.open({ path })
    output.note(`The demo library is in ${path} already.`)
    return
  }
  const { jobId } = await api.library.openDemo({ path, world: { seed } })
  const report = v.parse(DemoReport, (await runJob(session, jobId)).result)
  output.event({ type: 'library', path, ...report }, describe(path, report))
}

const describe = (path: string, { images, captions, pairs }: DemoReport): string =>
  `${path}: ${images} pictures with ${captions} captions, ${pairs} sentence pairs`
