import { isIPv6 } from 'node:net'
import { resolve } from 'node:path'
import { AppError } from '../../../shared/errors'
import { readTextSync } from '../../base/files/regular-file'
import type { ProviderOptions } from '../../services/people/provider'
import { readPublicUrl } from '../web/team/public-url'
import type { TeamHostOptions } from '../web/team/team-host'

/** What `viecap serve` takes for a team's server. */
export interface TeamChoices {
  host?: string
  publicUrl?: string
  cert?: string
  key?: string
  trustProxy?: string[]
  maxUpload?: number
  maxUploadFiles?: number
  keepFree?: number
  transfers?: string
  oidcIssuer?: string
  oidcClientId?: string
  oidcSecretFile?: string
  oidcName?: string
  port?: number
  root?: string[]
  open?: boolean
}

/** Where a team's server listens unless it is told. */
const PORT = 7800
/** Bytes of a file of certificates. */
const MAX_BYTES = 2 ** 20

/** What is taken in where nobody says otherwise, in GB and files, and what is left of the disk. */
const MAX_UPLOAD = 50
const MAX_UPLOAD_FILES = 200_000
const KEEP_FREE = 2
const GB = 1e9

type TeamPlace = Pick<
  TeamHostOptions,
  'publicUrl' | 'listening' | 'proxies' | 'uploadLimits' | 'transfersDir' | 'provider'
>

/** How a team is to be served; null for one person's host on this machine. Throws `call.wrong`. */
export function readTeamOptions(choices: TeamChoices): TeamPlace | null {
  const { host, publicUrl, cert, key, trustProxy, port = PORT, root, open } = choices
  if (host === undefined && publicUrl === undefined) {
    const alone = cert ?? key ?? trustProxy
    if (alone === undefined) return null
    throw wrong('--cert, --key and --trust-proxy are for a server: give --public-url too')
  }
  if (open) throw wrong('--open is for a workbench on this machine; people log in at --public-url')
  if (root === undefined) {
    throw wrong('a server needs --root: the folders in which its libraries and images are')
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw wrong('--cert and --key go together')
  }
  const address = host ?? '127.0.0.1'
  const tls =
    cert === undefined || key === undefined
      ? undefined
      : { cert: readTextSync(cert, MAX_BYTES), key: readTextSync(key, MAX_BYTES) }
  return {
    publicUrl: readPublicUrl(publicUrl ?? addressUrl(address, port, tls !== undefined)),
    listening: { address, port, tls },
    proxies: trustProxy ?? [],
    provider: readProvider(choices),
    transfersDir: choices.transfers && resolve(choices.transfers),
    uploadLimits: {
      bytes: (choices.maxUpload ?? MAX_UPLOAD) * GB,
      files: choices.maxUploadFiles ?? MAX_UPLOAD_FILES,
      keepFree: (choices.keepFree ?? KEEP_FREE) * GB
    }
  }
}

/** The secret of `--oidc-client-id`, where it stands in no file. */
const SECRET = 'VIECAP_OIDC_SECRET'

function readProvider(choices: TeamChoices): ProviderOptions | null {
  const { oidcIssuer, oidcClientId, oidcSecretFile, oidcName } = choices
  if (oidcIssuer === undefined || oidcClientId === undefined) {
    const alone = oidcIssuer ?? oidcClientId ?? oidcSecretFile ?? oidcName
    if (alone === undefined) return null
    throw wrong('--oidc-issuer and --oidc-client-id go together')
  }
  const url = URL.canParse(oidcIssuer) ? new URL(oidcIssuer) : null
  const isHere = url?.protocol === 'http:' && /^(localhost|127(\.\d+){3})$/.test(url.hostname)
  if (!url || (url.protocol !== 'https:' && !isHere)) {
    throw wrong(`--oidc-issuer is ${oidcIssuer}; give an address that begins with https://`)
  }
  const secret =
    oidcSecretFile === undefined
      ? process.env[SECRET]
      : readTextSync(oidcSecretFile, MAX_BYTES).trim()
  return {
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret: secret || null,
    name: oidcName ?? url.hostname
  }
}

/** Whether what people send to the server, passwords among it, can be read on the way. */
export const isUnencrypted = ({ publicUrl }: TeamPlace): boolean => {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** The origin of an address; one that stands for all addresses has none. */
function addressUrl(address: string, port: number, isSecure: boolean): string {
  if (address === '0.0.0.0' || address === '::') {
    throw wrong(`--host ${address} is every address of this machine: give --public-url too`)
  }
  const name = isIPv6(address) ? `[${address}]` : address
  return `${isSecure ? 'https' : 'http'}://${name}:${port}`
}

const wrong = (detail: string) => new AppError('call.wrong', { detail })
