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
    .description('versions, devices and disk of this machine')
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
          `${found.cores} cores, ${found.memoryGiB} GiB of memory, ${found.freeDiskGiB} GiB free on the disk`,
          `settings and log: ${found.settings}`,
          ...(found.library
            ? [`library ${found.library.path}: schema ${found.library.schemaVersion}`]
            : []),
          ...devices.map(describeDevice)
        ])
      })
    )
}

function describeDevice(found: DeviceInfo): string {
  const { device, usable, detail, memory, half, largestTensor, auto } = found
  return [
    `${device}: ${usable ? 'usable' : 'not usable'}${auto ? ', taken by auto' : ''}, ${detail.replace(/\.$/, '')}`,
    ...(memory === null ? [] : [`${round(memory / gib)} GiB of memory`]),
    ...(!usable || device === 'cpu' ? [] : [half ? 'half precision' : 'no half precision']),
    ...(largestTensor === null ? [] : [`tensors of up to ${round(largestTensor / gib)} GiB`])
  ].join('; ')
}

const round = (value: number) => Math.round(value * 10) / 10
