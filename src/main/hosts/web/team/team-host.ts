import { join } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { logInPaths } from '../../../../shared/log-in'
import { People } from '../../../services/people/people'
import { Provider, type ProviderOptions } from '../../../services/people/provider'
import { Team } from '../../../services/people/team'
import { Transfers } from '../../../services/transfers/transfers'
import type { UploadLimits } from '../../../services/transfers/uploads'
import type { Workbench } from '../../../services/workbench/workbench'
import { startWebHost, type Listening, type WebHost } from '../web-host'
import { clientAddress } from './client-address'
import { TeamDoor } from './team-door'

export interface TeamHostOptions {
  workbench: Workbench
  /** Folder of the built window. */
  rendererDir: string
  /** Settings folder of the host, where its people are. */
  configDir: string
  /** The origin at which people reach the server. */
  publicUrl: string
  listening: Listening
  /** Folder for uploads and downloads; by default in the settings folder. */
  transfersDir: string | undefined
  uploadLimits: UploadLimits
  /** Where people can log in besides by their passwords; null for nowhere. */
  provider: ProviderOptions | null
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
  proxies: readonly string[]
}

export interface TeamHost extends WebHost {
  /** Whether nobody can log in yet. */
  readonly isEmpty: boolean
}

/** Serves the workbench to a team, whose people log in. Throws `host.bad-certificate`. */
export async function startTeamHost(options: TeamHostOptions): Promise<TeamHost> {
  const { workbench, rendererDir, configDir, publicUrl, listening, proxies } = options
  const addressOf = clientAddress(proxies)
  const folder = options.transfersDir ?? join(configDir, 'transfers')
  const people = new People(configDir)
  let transfers: Transfers | null = null
  try {
    people.keepUrl(publicUrl)
    transfers = await Transfers.open({ workbench, folder, limits: options.uploadLimits })
    const opened = transfers
    const team = new Team(people, workbench, configDir, opened)
    const provider =
      options.provider && new Provider(options.provider, publicUrl + logInPaths.callback)
    const door = new TeamDoor(team, publicUrl, addressOf, { provider, log: workbench.log })
    const host = await startWebHost({ workbench, rendererDir, door }, listening)
    return {
      port: host.port,
      isEmpty: people.list().length === 0,
      async close() {
        await host.close()
        await opened.close()
        people.close()
      }
    }
  } catch (error) {
    await transfers?.close()
    people.close()
    throw isTlsError(error) ? badCertificate(error) : error
  }
}

/** What OpenSSL finds wrong with a certificate, a key, or the two together. */
const isTlsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_OSSL')

const badCertificate = (error: Error) =>
  new AppError('host.bad-certificate', { detail: error.message }, { cause: error })
