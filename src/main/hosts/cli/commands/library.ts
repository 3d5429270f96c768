import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { MergeReport } from '../../../../shared/domain'
import { checkLibrary } from '../../../services/backup/check-library'
import { mergeLibrary } from '../../../services/parts/merge-library'
import { onePerson } from '../../../services/people/caller'
import { splitLibrary } from '../../../services/parts/split-library'
import { resolveLikeText } from '../../../services/similar/resolve-like'
import { AppError } from '../../../../shared/errors'
import type { CommandContext } from '../context'
import { libraryOption } from '../options'

export function libraryCommand(context: CommandContext): Command {
  return new Command('library')
    .description('check a library; split a part off for work elsewhere and merge it back')
    .addCommand(checkCommand(context))
    .addCommand(splitCommand(context))
    .addCommand(mergeCommand(context))
}

const checkCommand = (context: CommandContext): Command =>
  new Command('check')
    .description('read a library through, open or not: database, image files, disk')
    .addOption(libraryOption())
    .action(async ({ library }: { library: string }) => {
      const found = await checkLibrary(resolve(library))
      const { counts, damage, networkDisk, missing } = found
      context.output.result(found, [
        damage.length === 0
          ? `the database is sound: ${counts.images} images, ${counts.captions} captions, ${counts.pairs} pairs`
          : `the database is DAMAGED: ${damage.join('; ')}`,
        missing === 0 ? 'all image files are there' : `${missing} image files are missing`,
        networkDisk === null
          ? 'no network file system, as far as the system says'
          : `on a network file system (${networkDisk}), where SQLite cannot rely on the disk`
      ])
      if (damage.length > 0) {
        const params = { path: resolve(library), detail: damage.join('; ') }
        throw new AppError('library.damaged-backup', params)
      }
    })

interface SplitOptions {
  filter?: string
  name: string
  images: 'copy' | 'reference'
}

const splitCommand = (context: CommandContext): Command =>
  new Command('split')
    .description('make a library of a part of another one, with captions, history and images')
    .argument('<dir>', 'new or empty folder for the part')
    .addOption(libraryOption())
    .requiredOption('--name <name>', 'who works on the part, or another name for it')
    .option('--filter <text>', 'only images that match this filter, as in the window')
    .addOption(
      new Option('--images <way>', 'copy the image files, or reference them where they are')
        .choices(['copy', 'reference'])
        .default('copy')
    )
    .action((dir: string, { filter = '', name, images }: SplitOptions, command: Command) =>
      context.session(
        command,
        async ({ workbench, output }) => {
          const { library, engine, device } = workbench
          const report = await splitLibrary({
            library: library.root,
            to: resolve(dir),
            name,
            filter: await resolveLikeText({ library, engine, device }, filter),
            withImages: images === 'copy',
            threadFile: context.bundle.reader
          })
          output.result(report, [
            `${report.images} images and ${report.captions} captions in ${report.path}`,
            ...(report.work > 0 ? [`${report.work} of them are open work of ${name}`] : []),
            ...(report.pairs > 0
              ? [`the ${report.pairs} sentence pairs stay in the library: a part has none`]
              : []),
            ...(report.missing > 0 ? [`${report.missing} image files were missing`] : []),
            `Bring the work back: viecap library merge ${report.path} --library ${library.root}`
          ])
        },
        { readOnly: true }
      )
    )

const mergeCommand = (context: CommandContext): Command =>
  new Command('merge')
    .description('merge a part back into its library, as one undo; doing it again changes nothing')
    .argument('<part>', 'folder of the part')
    .addOption(libraryOption())
    .action((part: string, _options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const { library } = workbench
        const { actor } = onePerson(workbench)
        const threadFile = context.bundle.reader
        const { report, olderSchema } = await mergeLibrary({ library, part, actor, threadFile })
        if (olderSchema !== null) {
          output.note(
            `viecap: the part ${part} is of an earlier version (schema ${olderSchema}); it was read ` +
              'as this version reads it, and not changed'
          )
        }
        output.result({ report, olderSchema }, report ? describe(report) : ['nothing new'])
      })
    )

function describe({ part, images, captions, work }: MergeReport): string[] {
  const list = (counts: Record<string, number>, words: Record<string, string>): string =>
    Object.entries(words)
      .flatMap(([key, word]) => (counts[key] ? [`${counts[key]} ${word}`] : []))
      .join(', ') || 'no changes'
  return [
    `merged the part ${part}`,
    `captions: ${list(captions, {
      added: 'added',
      changed: 'changed',
      removed: 'removed',
      conflicts: 'in conflict (find them by is:conflict)',
      kept: 'kept that the part had removed',
      judged: 'judged differently and drafts again'
    })}`,
    `images: ${list(images, {
      added: 'added',
      removed: 'removed',
      kept: 'kept that the part had removed',
      broughtBack: 'brought back'
    })}`,
    `work lists: ${list(work, { done: 'done', skipped: 'skipped', reopened: 'open again' })}`
  ]
}
