import { statfs } from 'node:fs/promises'
import { arch, availableParallelism, release, totalmem } from 'node:os'
import { Command } from 'commander'
import { version } from '../../../../../package.json'
import { findConfigDir } from '../../../services/settings/config-dir'
import type { DeviceInfo } from '../../../../shared/contract'
import type { CommandContext } from '../context'

const gib = 1024 ** 3

export function doctorCommand(context: CommandContext): Command {
  return new Command('doctor')
    .description('show versions, devices and free disk space of this machine')
    .option('--library <dir>', 'library to check')
    .action((_options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const devices = await workbench.engine.run('devices', {})
        const library = await workbench.info()
        const disk = await statfs(library?.path ?? process.cwd())
        const found = {
          version,
          node: process.versions.node,
          system: `${process.platform} ${release()} ${arch()}`,
          cores: availableParallelism(),
          memoryGiB: round(totalmem() / gib),
          freeDiskGiB: round((disk.bavail * disk.bsize) / gib),
          settings: findConfigDir(),
          library,
          devices
        }
        output.result(found, [
          `viecap ${version}, Node ${found.node}, ${found.system}`,
          `${found.cores} cores, ${found.memoryGiB} GiB of memory, ${found.freeDiskGiB} GiB of disk space free`,
          `settings and log: ${found.settings}`,
          ...(found.library
            ? [`library ${found.library.path}: schema ${found.library.schemaVersion}`]
            : []),
          ...devices.flatMap(describeDevice)
        ])
      })
    )
}

/** One line about a device, and a second one for its note, if any. */
export function describeDevice(found: DeviceInfo): string[] {
  const { device, usable, detail, note, memory, half, largestTensor, auto } = found
  const line = [
    `${device}: ${usable ? 'usable' : 'not usable'}${auto ? ', used by auto' : ''}, ${detail.replace(/\.$/, '')}`,
    ...(memory === null ? [] : [`${round(memory / gib)} GiB of memory`]),
    ...(!usable || device === 'cpu' ? [] : [half ? 'half precision' : 'no half precision']),
    ...(largestTensor === null ? [] : [`tensors of up to ${round(largestTensor / gib)} GiB`])
  ].join('; ')
  return note && note.message !== detail ? [line, `${device}: ${note.message}`] : [line]
}

const round = (value: number) => Math.round(value * 10) / 10
