import { Command } from 'commander'
import { createWorkbench } from '../../../services/workbench/create-workbench'
import { forkEngine } from '../../../services/engine-client/forked-process'
import { startWebHost } from '../../web/web-host'
import type { CommandContext } from '../context'
import { openInBrowser } from '../open-in-browser'
import { toNumber } from '../options'

interface Options {
  library?: string
  port?: number
  open?: boolean
}

export function serveCommand({ bundle, output }: CommandContext): Command {
  return new Command('serve')
    .description('open the workbench in a browser')
    .option('--library <dir>', 'library to open')
    .option('--port <number>', 'port on this machine; a free one by default', toNumber)
    .option('--open', 'open the default browser')
    .action(async ({ library, port = 0, open }: Options) => {
      const workbench = createWorkbench({
        host: 'web',
        startEngine: () => forkEngine(bundle.engine),
        readerFile: bundle.reader,
        runsQueue: true
      })
      try {
        if (library !== undefined) await workbench.open(library)
        const host = await startWebHost({ workbench, port, rendererDir: bundle.renderer })
        output.result({ url: host.url }, [`Viecap Workbench is open at ${host.url}`])
        if (open) openInBrowser(host.url)
        await stopSignal()
        await host.close()
      } finally {
        await workbench.close()
      }
    })
}

/** Resolves when the process is asked to end. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
