import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Backup } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { isLibrary } from '../../../base/files/library-folder'
import {
  backupFolder,
  backupsIn,
  listBackups,
  listCopies
} from '../../../services/backup/backup-folder'
import { makeBackup } from '../../../services/backup/make-backup'
import { restoreInto, restoreOver } from '../../../services/backup/restore-backup'
import { findRestorable, verifyBackup } from '../../../services/backup/verify-backup'
import { addKeepOptions, toKept, type KeepOptions } from '../backup-options'
import type { CommandContext } from '../context'
import { libraryOption } from '../options'

export function backupCommand(context: CommandContext): Command {
  return new Command('backup')
    .description('back libraries up while people work in them, check backups, restore them')
    .addCommand(createCommand(context))
    .addCommand(listCommand(context))
    .addCommand(verifyCommand(context))
    .addCommand(restoreCommand(context))
}

interface CreateOptions extends KeepOptions {
  library: string
  to?: string
  runs?: boolean
}

const createCommand = ({ output, bundle }: CommandContext): Command =>
  addKeepOptions(
    new Command('create')
      .description('back a library up, open or not, and check the copy')
      .addOption(libraryOption())
      .option('--to <dir>', "folder for backups; by default the library's own backups folder")
      .option('--runs', 'with the files of runs: checkpoints and their inputs')
  ).action(async ({ library, to, runs = false, ...keep }: CreateOptions) => {
    const root = await requireLibrary(library)
    const backup = await makeBackup({
      library: root,
      folder: to === undefined ? backupsIn(root) : resolve(to),
      runs,
      kept: toKept(keep),
      threadFile: bundle.reader
    })
    output.result(backup, describe(backup))
  })

const listCommand = ({ output }: CommandContext): Command =>
  new Command('list')
    .description('list the backups in a folder, or those in the folder of a library')
    .argument('<dir>', 'folder of backups, or library')
    .action(async (dir: string) => {
      const folder = await backupFolder(dir)
      const [backups, copies] = [await listBackups(folder), await listCopies(folder)]
      if (backups.length + copies.length === 0)
        throw new AppError('backup.not-found', { path: dir })
      output.result({ folder, backups, copies }, [
        ...backups.flatMap(describe),
        ...copies.map((path) => `${path} (database alone, from before an update or a restore)`)
      ])
    })

const verifyCommand = ({ output, bundle }: CommandContext): Command =>
  new Command('verify')
    .description('read a backup through, or all backups in a folder or of a library')
    .argument('<backup>', 'backup, database file, folder of backups, or library')
    .action(async (path: string) => {
      const folder = await backupFolder(path)
      const several = await listBackups(folder)
      const paths = several.length > 0 ? several.map((backup) => backup.path) : [path]
      const problems: unknown[] = []
      const results = []
      for (const one of paths) {
        try {
          await verifyBackup(await findRestorable(one), bundle.reader)
          results.push({ path: one, whole: true })
        } catch (error) {
          if (paths.length === 1) throw error
          problems.push(error)
          results.push({ path: one, whole: false })
          output.note(`viecap: ${error instanceof Error ? error.message : String(error)}`)
        }
      }
      const lines = results.map(({ path: one, whole }) => `${whole ? 'whole' : 'DAMAGED'}  ${one}`)
      output.result({ backups: results }, lines)
      if (problems.length > 0) throw problems[0]
    })

interface RestoreOptions {
  to?: string
  library?: string
}

const restoreCommand = ({ output, bundle }: CommandContext): Command =>
  new Command('restore')
    .description('make a library of a backup, or put it in the place of one that is closed')
    .argument('<backup>', 'backup, or database file')
    .option('--to <dir>', 'new or empty folder that becomes a library')
    .option('--library <dir>', 'closed library to replace; its database is kept in backups')
    .action(async (path: string, { to, library }: RestoreOptions) => {
      if ((to === undefined) === (library === undefined)) {
        throw new AppError('call.wrong', { detail: 'give either --to or --library' })
      }
      const source = await findRestorable(path)
      await verifyBackup(source, bundle.reader)
      if (to !== undefined) {
        await restoreInto(source, to)
        return output.result({ library: resolve(to) }, [`restored to ${resolve(to)}`])
      }
      const root = resolve(library ?? '')
      const kept = await restoreOver(source, root)
      output.result({ library: root, kept }, [
        `restored to ${root}`,
        `the database that was there is kept as ${kept}`
      ])
    })

async function requireLibrary(path: string): Promise<string> {
  const root = resolve(path)
  if (!(await isLibrary(root))) throw new AppError('library.not-found', { path: root })
  return root
}

function describe({ path, createdAt, verifiedAt, counts, files, database }: Backup): string[] {
  const time = (at: number): string => new Date(at).toLocaleString('sv')
  const megabytes = ((database.bytes + files.bytes) / 1e6).toFixed(1)
  return [
    path,
    `  ${time(createdAt)}, found whole ${time(verifiedAt)}`,
    `  ${counts.images} images, ${counts.captions} captions, ${counts.pairs} pairs, ${files.count} files, ${megabytes} MB`
  ]
}
