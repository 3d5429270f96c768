import { Command } from 'commander'
import { createWorkbench } from '../../../services/workbench/create-workbench'
import { forkEngine } from '../../../services/engine-client/forked-process'
import { startWebHost, type WebHost, type WebHostOptions } from '../../web/web-host'
import type { CommandContext } from '../context'
import { keepAwake } from '../keep-awake'
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
    .option(
      '--port <number>',
      'port on this machine; by default that of the last time, or a free one',
      toNumber
    )
    .option('--open', 'open the default browser')
    .action(async ({ library, port, open }: Options) => {
      const workbench = createWorkbench({
        host: 'web',
        startEngine: () => forkEngine(bundle.engine),
        readerFile: bundle.reader,
        runsQueue: true
      })
      keepAwake(workbench)
      try {
        if (library !== undefined) await workbench.open(library)
        const host = await startAt(port, { workbench, rendererDir: bundle.renderer })
        output.result({ url: host.url }, [`Viecap Workbench is open at ${host.url}`])
        if (open) openInBrowser(host.url)
        await stopSignal()
        await host.close()
      } finally {
        await workbench.close()
      }
    })
}

/**
 * Starts the host at `port`. Without one it is that of the last time, where it is free: a browser
 * keeps texts that could not be saved for this address, and they come back there.
 */
async function startAt(
  port: number | undefined,
  options: Omit<WebHostOptions, 'port'>
): Promise<WebHost> {
  if (port !== undefined) return startWebHost({ ...options, port })
  const { user, log } = options.workbench
  const host = await startWebHost({ ...options, port: user.port ?? 0 }).catch((error: unknown) => {
    if (user.port === null) throw error
    return startWebHost({ ...options, port: 0 })
  })
  await user.savePort(host.port).catch((error: unknown) => {
    log.warn({ error }, 'the port could not be kept')
  })
  return host
}

/** Resolves when the process is asked to end. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
