import { realpathSync, statfsSync } from 'node:fs'
import { readTextSync } from './regular-file'

/**
 * File systems that other machines write too, by the number that Linux gives them (statfs(2)). SQLite's
 * write-ahead log needs memory that all who have the database open share, and locks that hold: neither
 * can be relied on there (https://www.sqlite.org/wal.html, https://www.sqlite.org/howtocorrupt.html).
 */
const NETWORK: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'SMB',
  0xfe534d42: 'SMB',
  0x564c: 'NCP',
  0x01021997: '9p',
  0x5346414f: 'AFS',
  0x6b414653: 'AFS',
  0x73757245: 'Coda',
  0x00c36400: 'Ceph',
  0x0bd00bd0: 'Lustre',
  0x19830326: 'BeeGFS',
  0x47504653: 'GPFS',
  0x01161970: 'GFS2',
  0x7461636f: 'OCFS2',
  0x786f4256: 'VirtualBox shared folder',
  0xbacbacbc: 'VMware shared folder'
}

/** What runs as a program of a user: some are local disks, such as NTFS, so their name is asked for. */
const FUSE = 0x65735546
const FUSE_NETWORK =
  /^(?:fuse\.(?:sshfs|rclone|s3fs|gcsfuse|goofys|glusterfs|davfs2?|curlftpfs|smbnetfs|gvfsd-fuse|ceph(?:-fuse)?|juicefs|mfs|grpcfuse|vmhgfs-fuse|prl_fsd|osxfs)|virtiofs)/

/** What is asked of the system. */
export interface DiskProbe {
  platform: NodeJS.Platform
  typeOf(path: string): number
  mounts(): string
  realPath(path: string): string
}

const systemProbe: DiskProbe = {
  platform: process.platform,
  typeOf: (path) => statfsSync(path).type,
  mounts: () => readTextSync('/proc/self/mountinfo', 2 ** 24),
  realPath: (path) => realpathSync.native(path)
}

/**
 * The kind of network file system or shared folder that `path` lies on; null where it is a disk of
 * this machine, as far as the system says. macOS gives no lasting numbers, so nothing is known there.
 */
export function networkDiskOf(path: string, probe = systemProbe): string | null {
  try {
    // A drive letter that stands for a network folder is resolved to it.
    if (probe.platform === 'win32') return probe.realPath(path).startsWith('\\\\') ? 'SMB' : null
    if (probe.platform !== 'linux') return null
    // Numbers beyond 2³¹ come negative on some machines.
    const type = probe.typeOf(path) >>> 0
    if (type !== FUSE) return NETWORK[type] ?? null
    const name = mountTypeOf(probe.realPath(path), probe.mounts())
    return name !== null && FUSE_NETWORK.test(name) ? name.replace(/^fuse\./, '') : null
  } catch {
    return null
  }
}

/**
 * The type of the file system that a real path is on: of the mounts around it the deepest, and of
 * those in one place the last. Lines as in proc_pid_mountinfo(5).
 */
function mountTypeOf(path: string, mounts: string): string | null {
  let found: { point: string; type: string } | null = null
  for (const line of mounts.split('\n')) {
    const [fields = '', source = ''] = line.split(' - ')
    const point = fields
      .split(' ')[4]
      ?.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    const type = source.split(' ')[0]
    if (!point || !type) continue
    const around = point === '/' ? point : `${point}/`
    if (path !== point && !path.startsWith(around)) continue
    if (!found || point.length >= found.point.length) found = { point, type }
  }
  return found?.type ?? null
}
