import { createHash, randomBytes } from 'node:crypto'
import { opendir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Stands for this machine in names, so that nobody clears away what another one is writing. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)

const PART_NAME = /^\.viecap-([0-9a-f]{6})-(\d+)-[0-9a-f]{8}\.part$/

/**
 * A new name for a file or folder that is being written beside its place. It is short, however long
 * the other name is, and says which process of which machine writes.
 */
export const newPartName = (): string =>
  `.viecap-${HOST}-${process.pid}-${randomBytes(4).toString('hex')}.part`

/** Removes from `folder` what processes that are gone have left half written. */
export async function removeLeftovers(folder: string): Promise<void> {
  for await (const { name } of await opendir(folder)) {
    const [, host, pid] = PART_NAME.exec(name) ?? []
    if (host !== HOST) continue
    const path = join(folder, name)
    if (await isLeft(path, Number(pid))) await rm(path, { recursive: true, force: true })
  }
}

async function isLeft(path: string, pid: number): Promise<boolean> {
  if (pid !== process.pid) return !isRunning(pid)
  // An earlier process had our number, which is usual in containers.
  const begun = Date.now() - process.uptime() * 1000
  const found = await stat(path).catch(() => null)
  return found !== null && found.mtimeMs < begun
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
