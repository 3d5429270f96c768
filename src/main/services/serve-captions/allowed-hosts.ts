import { BlockList, isIP, isIPv6 } from 'node:net'
import { AppError } from '../../../shared/errors'

/** Networks that no server of the internet is in: RFC 6890. Those of IPv4 hold within IPv6 too. */
const networks: [address: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8]
]
const notPublic = new BlockList()
for (const [address, prefix] of networks) {
  notPublic.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** The hosts that images may be fetched from. */
export class AllowedHosts {
  /** As `URL.host` has them: without the port of the protocol. */
  readonly #hosts = new Set<string>()
  readonly #addresses = new Set<string>()

  /** @param hosts Such as `images.example`, `images.example:8443` or `[fd00::1]`. Throws `call.wrong`. */
  constructor(hosts: readonly string[]) {
    for (const host of hosts) {
      const address = `http://${host.replace(/:443$/, '')}`
      const url = URL.canParse(address) ? new URL(address) : null
      // A host alone: no path, no query, no user.
      if (url?.href !== `http://${url?.host}/`) {
        throw new AppError('call.wrong', {
          detail: `--allow-host is ${host}; give a host such as images.example or images.example:8443`
        })
      }
      this.#hosts.add(url.host)
      this.#addresses.add(plain(url.hostname))
    }
  }

  /** Throws `serving.host-not-allowed`. */
  requireUrl({ protocol, host, hostname, username, password }: URL): void {
    const isWeb = protocol === 'http:' || protocol === 'https:'
    if (!isWeb || !this.#hosts.has(host) || username !== '' || password !== '')
      throw notAllowed(host || protocol)
    if (isIP(plain(hostname)) !== 0) this.requireAddress(plain(hostname), host)
  }

  /** Throws for an address of a private network that is not allowed by itself. */
  requireAddress(address: string, host: string): void {
    const isPrivate = notPublic.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
    if (isPrivate && !this.#addresses.has(address)) throw notAllowed(`${host} (${address})`)
  }
}

/** An IPv6 address without its brackets. */
const plain = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1')

const notAllowed = (host: string) => new AppError('serving.host-not-allowed', { host })
