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
    .description('create the demo library and, with --train, train on it')
    .option('--library <dir>', 'folder of the library', demoLibraryPath())
    .addOption(deviceOption())
    .option('--seed <number>', 'random seed of the generated data', toNumber, 1)
    .option(
      '--train',
      'train small versions of the rows of the recipe, score them and caption a folder'
    )
    .option('--quick', 'train only the first and the last row, for fewer steps')
    .action(({ library, seed, train, quick }: Options, command: Command) => {
      const { output } = context
      const path = resolve(library)
      const device = command.opts<{ device?: 'auto' }>().device
      return withSession(context, { library: null, device }, async (session) => {
        await makeOrOpen(session, path, seed)
        if (!train && !quick) return
        const rows = quick ? demoRows.filter((_, row) => row === 0 || row === 4) : demoRows
        const results = await trainRows(session, rows, quick ? quickScale : demoScale)
        await captionUnseen(session, join(path, 'demo', 'to_caption'), results)
        output.note(`To see the results in the window: npx viecap serve --open, then open ${path}`)
        output.note('  Library: the drawn images with their captions; Pairs: the sentence pairs')
        output.note('  Runs: loss, BLEU and sample captions of each row, and their comparison')
      })
    })
}

/** Makes the demo library where the folder is new, else opens what is there. */
async function makeOrOpen(session: Session, path: string, seed: number): Promise<void> {
  const { api, output } = session
  if (existsSync(join(path, 'library.sqlite'))) {
    await api.library.open({ path })
    output.note(`The demo library is already in ${path}.`)
    return
  }
  const { jobId } = await api.library.openDemo({ path, world: { seed } })
  const report = v.parse(DemoReport, (await runJob(session, jobId)).result)
  output.event({ type: 'library', path, ...report }, describe(path, report))
}

const describe = (path: string, { images, captions, pairs }: DemoReport): string =>
  `${path}: ${images} images with ${captions} captions, ${pairs} sentence pairs`
