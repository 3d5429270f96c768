import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { outcomeOf, type Outcome } from '../../integration/support/viecap'

const MUNGED = '/usr/sbin/munged'
const CONTROLLER = '/usr/sbin/slurmctld'

/** How long one thing that a test waits for may take, in milliseconds. */
const PATIENCE = 240_000
/** How long a command may take of a controller that does not answer. */
const COMMAND_PATIENCE = 60_000
/** Lines of the controller's own words in an error. */
const SHOWN = 30

/** Why real Slurm cannot be started here; null where it can. */
export function slurmLacks(): string | null {
  if (process.getuid?.() !== 0) return 'Slurm is started by root alone'
  if ([MUNGED, CONTROLLER, '/usr/sbin/slurmd'].every(existsSync)) return null
  return 'apt-get install --no-install-recommends slurm-wlm munge'
}

/** A controller with two nodes on this machine, and a partition that pre-empts the other. */
export interface Slurm {
  /** What its commands need as `SLURM_CONF` in their environment. */
  conf: string
  command(name: string, ...args: string[]): string
  /** Waits until `check` passes; where it does not come to that, the error says how Slurm stands. */
  eventually(what: string, check: () => unknown): Promise<void>
  /** Waits for the end of a program that was started; one that takes too long is ended. */
  ended(what: string, program: ChildProcess): Promise<Outcome>
  /** Ends a node at once with all that runs on it. */
  killNode(name: string): void
  startNode(name: string): Promise<void>
  stop(): void
}

/** Starts Slurm with all its files in `dir`. */
export async function startSlurm(dir: string): Promise<Slurm> {
  mkdirSync(join(dir, 'state'), { recursive: true })
  const [controllerPort, ...nodePorts] = await freePorts(3)
  const conf = join(dir, 'slurm.conf')
  const socket = join(dir, 'munge.socket')
  writeFileSync(conf, settings(dir, socket, controllerPort, nodePorts))
  const env = { SLURM_CONF: conf }
  const started = new Map<string, ChildProcess>()
  const start = (name: string, program: string, args: string[]) => {
    const log = join(dir, `${name}.txt`)
    const child = spawn('bash', ['-c', `exec ${[program, ...args].join(' ')} >>${log} 2>&1`], {
      env: { ...process.env, ...env },
      stdio: 'ignore'
    })
    started.set(name, child)
  }
  const command = (name: string, ...args: string[]) =>
    execFileSync(name, args, {
      ...{ env: { ...process.env, ...env }, encoding: 'utf8', timeout: COMMAND_PATIENCE }
    })
  const standing = () => {
    const said = (name: string, ...args: string[]) => {
      try {
        return command(name, ...args)
      } catch (error) {
        return `${name} failed: ${String(error)}\n`
      }
    }
    const words = readFileSync(join(dir, 'slurmctld.txt'), 'utf8').trimEnd().split('\n')
    return `${said('squeue', '--states=all')}${said('sinfo', '--long', '--Node')}slurmctld:
${words.slice(-SHOWN).join('\n')}`
  }
  const isUp = (node: string) =>
    vi.waitFor(
      () => {
        const state = command('sinfo', '--noheader', `--nodes=${node}`, '--format=%T').split(
          '\n'
        )[0]
        if (!/^(idle|mixed|allocated)$/.test(state ?? '')) throw new Error(`${node} is ${state}`)
      },
      { timeout: 60_000, interval: 500 }
    )
  const startNode = (node: string) => {
    start(node, '/usr/sbin/slurmd', ['-D', '-f', conf, '-N', node])
    return isUp(node)
  }
  writeFileSync(join(dir, 'munge.key'), randomBytes(1024), { mode: 0o400 })
  start('munged', MUNGED, [
    ...['--foreground', '--force', `--socket=${socket}`, `--key-file=${join(dir, 'munge.key')}`],
    ...[`--pid-file=${join(dir, 'munge.pid')}`, `--seed-file=${join(dir, 'munge.seed')}`],
    `--log-file=${join(dir, 'munge.log')}`
  ])
  await vi.waitFor(() => {
    if (!existsSync(socket)) throw new Error('munge does not answer')
  })
  start('slurmctld', CONTROLLER, ['-D', '-f', conf])
  await vi.waitFor(() => command('sinfo'), { timeout: 60_000, interval: 500 })
  await Promise.all(NODES.map(startNode))
  return {
    conf,
    command,
    startNode,
    async eventually(what, check) {
      try {
        await vi.waitFor(check, { timeout: PATIENCE, interval: 500 })
      } catch (cause) {
        throw new Error(`${what}: ${String(cause)}\n${standing()}`, { cause })
      }
    },
    async ended(what, program) {
      let late = ''
      const timer = setTimeout(() => {
        late = standing()
        program.kill('SIGKILL')
      }, PATIENCE)
      const outcome = await outcomeOf(program).finally(() => clearTimeout(timer))
      if (late) throw new Error(`${what} took too long: ${outcome.stderr}\n${late}`)
      return outcome
    },
    killNode(node) {
      started.get(node)?.kill('SIGKILL')
      killJobs(dir, node)
    },
    stop() {
      for (const node of NODES) killJobs(dir, node)
      for (const child of started.values()) child.kill('SIGKILL')
    }
  }
}

const NODES = ['n1', 'n2'] as const

function settings(
  dir: string,
  socket: string,
  controllerPort: number | undefined,
  nodePorts: readonly number[]
): string {
  const host = hostname()
  return `ClusterName=viecap
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
# A job that is queued again waits until its credential has expired.
AuthInfo=socket=${socket},cred_expire=5
StateSaveLocation=${dir}/state
SlurmdSpoolDir=${dir}/%n
SlurmctldPidFile=${dir}/slurmctld.pid
SlurmdPidFile=${dir}/%n.pid
SlurmctldPort=${controllerPort}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=2,sched_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdTimeout=15
KillWait=15
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
${NODES.map((node, index) => `NodeName=${node} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${nodePorts[index]} CPUs=2 RealMemory=1000 State=UNKNOWN`).join('\n')}
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=high Nodes=n1,n2 MaxTime=INFINITE State=UP PriorityTier=2
`
}

/**
 * Ends the jobs of a node: first what watches over each, which would tell the controller, then its
 * processes. A job's script is in the spool folder of its node.
 */
function killJobs(dir: string, node: string): void {
  const listed = execFileSync('ps', ['-eo', 'ppid=,pgid=,args='], { encoding: 'utf8' })
  const scripts = listed.split('\n').filter((line) => line.includes(`${join(dir, node)}/job`))
  const numbers = scripts.map((line) => line.trim().split(/\s+/).slice(0, 2).map(Number))
  for (const [parent = 0, group] of numbers) {
    // Others of the group are children of the script.
    if (numbers.some(([, other]) => other === parent)) continue
    kill(parent)
    if (group !== undefined) kill(-group)
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      return server
    })
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
