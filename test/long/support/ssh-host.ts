import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { vi } from 'vitest'

const SSHD = '/usr/sbin/sshd'

/** Why a host for ssh cannot be started here; null where it can. */
export const sshLacks = (): string | null =>
  [SSHD, '/usr/bin/rsync', '/usr/bin/ssh'].every(existsSync)
    ? null
    : 'apt-get install --no-install-recommends openssh-server rsync'

/** Starts a host called `name` on the loopback address that `ssh` in `bin` knows; returns its end. */
export async function startSshHost(
  dir: string,
  name: string
): Promise<{ bin: string; stop(): void }> {
  const port = await freePort()
  for (const key of ['host', 'user']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(dir, key)])
  }
  // Where it leaves its privileges.
  mkdirSync('/run/sshd', { recursive: true })
  const settings = join(dir, 'sshd_config')
  writeFileSync(
    settings,
    `HostKey ${join(dir, 'host')}
ListenAddress 127.0.0.1
Port ${port}
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
AuthorizedKeysFile ${join(dir, 'user.pub')}
`
  )
  const child = spawn(SSHD, ['-D', '-f', settings], { stdio: 'ignore' })
  const config = join(dir, 'ssh_config')
  writeFileSync(
    config,
    `Host ${name}
  HostName 127.0.0.1
  Port ${port}
  IdentityFile ${join(dir, 'user')}
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  LogLevel ERROR
`
  )
  const bin = join(dir, 'ssh-bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${config} "$@"\n`)
  chmodSync(join(bin, 'ssh'), 0o755)
  await vi.waitFor(() => execFileSync(join(bin, 'ssh'), ['-oBatchMode=yes', name, 'true']), {
    timeout: 60_000,
    interval: 200
  })
  return { bin, stop: () => void child.kill('SIGKILL') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
