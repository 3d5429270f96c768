import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Command } from 'commander'
import type { Logger } from 'pino'
import { limitToRoots } from '../../../base/files/allowed-roots'
import { forkChild } from '../../../base/process/child-link'
import { forkEngine } from '../../../services/engine-client/forked-process'
import { findConfigDir } from '../../../services/settings/config-dir'
import { createWorkbench } from '../../../services/workbench/create-workbench'
import type { Workbench } from '../../../services/workbench/workbench'
import { LinkFiles } from '../../web/link-files'
import { startLinkHost, type LinkHost, type LinkHostOptions } from '../../web/link-host'
import { startTeamHost } from '../../web/team/team-host'
import type { CommandContext } from '../context'
import { addPlanOptions, toPlan, type PlanOptions } from '../backup-options'
import { keepAwake } from '../keep-awake'
import { noteNetworkDisk } from '../note-network-disk'
import { openInBrowser } from '../open-in-browser'
import { gather, toCount, toNumber } from '../options'
import { isUnencrypted, readTeamOptions, type TeamChoices } from '../team-options'

interface Options extends TeamChoices, PlanOptions {
  library?: string
  link?: boolean
}

/** A host that has said where it is. */
interface Running {
  close(): Promise<void>
}

/** How long the address is kept back until a library is open, or says why it cannot be. */
const SOON_MS = 1500

export function serveCommand({ bundle, output, interruption }: CommandContext): Command {
  return addPlanOptions(new Command('serve'))
    .description('open the workbench in a browser, or serve a team that logs in')
    .option('--library <dir>', 'library to open')
    .option(
      '--port <number>',
      'port on this machine; by default the last one used, or a free one; 7800 for a team',
      toNumber
    )
    .option(
      '--root <dir>',
      'let the window read and write only in this folder; can be repeated; needed for a team',
      gather
    )
    .option('--open', 'open the default browser')
    .option('--link', 'print a new link to the running workbench instead of starting one')
    .option('--public-url <url>', 'serve a team, which reaches this server at this address')
    .option('--host <address>', 'serve a team at this address of the network; by default 127.0.0.1')
    .option('--cert <file>', 'certificate for HTTPS, with those that it needs (PEM)')
    .option('--key <file>', 'private key of the certificate (PEM)')
    .option(
      '--trust-proxy <addresses>',
      'believe X-Forwarded-For of this proxy, such as 10.0.0.0/8 or loopback; can be repeated',
      gather
    )
    .option('--oidc-issuer <url>', 'let people log in at this OpenID Connect provider too')
    .option('--oidc-client-id <id>', 'as what this server is registered there')
    .option(
      '--oidc-secret-file <file>',
      'file with the secret of that registration; by default VIECAP_OIDC_SECRET, or none'
    )
    .option('--oidc-name <name>', 'what the button of the log-in page calls the provider')
    .option('--max-upload <GB>', 'uploads that one person may have here; 50', toNumber)
    .option('--max-upload-files <number>', 'files that one upload may have; 200000', toCount)
    .option('--keep-free <GB>', 'space of the disk that uploads leave free; 2', toNumber)
    .option(
      '--transfers <dir>',
      'folder for uploads and downloads under way; by default in the settings folder'
    )
    .action(async (options: Options) => {
      const links = new LinkFiles(findConfigDir())
      if (options.link) {
        const url = links.find(options.port)
        return output.result({ url }, [url])
      }
      const team = readTeamOptions(options)
      await serve(options, (workbench) =>
        team ? runTeam(workbench, team) : runLink(workbench, options, links)
      )
    })

  async function serve(
    options: Options,
    start: (workbench: Workbench) => Promise<Running>
  ): Promise<void> {
    const { library, root } = options
    await limitToRoots(root ?? null, library)
    const workbench = createWorkbench({
      host: 'web',
      startEngine: () => forkEngine(bundle.engine),
      startImages: () => forkChild(bundle.images),
      readerFile: bundle.reader,
      backupPlan: toPlan(options),
      runsQueue: true
    })
    keepAwake(workbench)
    try {
      const opened: Promise<unknown> =
        library === undefined
          ? Promise.resolve()
          : workbench.open(library).then(() => noteNetworkDisk(workbench, output))
      // A large one that has to be brought up to date shows in the window how far that is.
      await Promise.race([opened, setTimeout(SOON_MS, undefined, { ref: false })])
      const running = await start(workbench)
      const ended: Promise<unknown> = interruption.happened
        ? Promise.resolve()
        : once(interruption.signal, 'abort')
      try {
        await Promise.race([ended, opened.then(() => ended)])
      } finally {
        await running.close()
      }
    } finally {
      await workbench.close()
    }
  }

  async function runLink(
    workbench: Workbench,
    { port, open }: Options,
    links: LinkFiles
  ): Promise<Running> {
    let removeOpened = () => {}
    const host = await startAt(port, {
      workbench,
      rendererDir: bundle.renderer,
      onLink(link, at) {
        removeOpened()
        keepLink(links, at, link, workbench.log)
      }
    })
    output.result({ url: host.url }, [
      `Viecap Workbench is open at ${host.url}`,
      'This link gives one browser access; `viecap serve --link` prints a new one.'
    ])
    if (open) removeOpened = openInBrowser(host.url)
    return {
      async close() {
        links.forget(host.port)
        removeOpened()
        await host.close()
      }
    }
  }

  async function runTeam(
    workbench: Workbench,
    team: NonNullable<ReturnType<typeof readTeamOptions>>
  ): Promise<Running> {
    const host = await startTeamHost({
      ...team,
      workbench,
      rendererDir: bundle.renderer,
      configDir: findConfigDir()
    })
    const { publicUrl: url, listening } = team
    output.result({ url, address: listening.address, port: host.port }, [
      `Viecap Workbench serves a team at ${url} (listening on ${listening.address}, port ${host.port})`
    ])
    if (host.isEmpty) output.note('Nobody can log in yet: viecap users add NAME --role admin')
    if (isUnencrypted(team)) {
      output.note('Passwords and captions are sent unencrypted: use --cert and --key, or a proxy.')
    }
    return host
  }
}

/** The page that used the last link is answered also where the next one cannot be kept. */
function keepLink(links: LinkFiles, port: number, link: string, log: Logger): void {
  try {
    links.keep(port, link)
  } catch (error) {
    log.warn({ error }, 'the next link could not be saved')
  }
}

/**
 * Starts the host at `port`, by default the last one used if it is free: a browser keeps texts that
 * could not be saved under this address, and restores them there.
 */
async function startAt(
  port: number | undefined,
  options: Omit<LinkHostOptions, 'port'>
): Promise<LinkHost> {
  if (port !== undefined) return startLinkHost({ ...options, port })
  const { user, log } = options.workbench
  const host = await startLinkHost({ ...options, port: user.port ?? 0 }).catch((error: unknown) => {
    if (user.port === null) throw error
    return startLinkHost({ ...options, port: 0 })
  })
  await user.savePort(host.port).catch((error: unknown) => {
    log.warn({ error }, 'the port could not be saved')
  })
  return host
}
