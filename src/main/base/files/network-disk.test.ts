import { expect, test } from 'vitest'
import { networkDiskOf, type DiskProbe } from './network-disk'

const mounts = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /home/lan/nas rw shared:2 - fuse.sshfs lan@nas:/data rw,user_id=1000
41 22 0:36 / /home/lan/my\\040disk rw - fuseblk /dev/sdb1 rw
42 22 0:37 / /srv rw - fuse.sshfs x: rw
43 22 8:2 / /srv/local rw - ext4 /dev/sdc1 rw`

const linux = (type: number): DiskProbe => ({
  platform: 'linux',
  typeOf: () => type,
  mounts: () => mounts,
  realPath: (path) => path
})
const FUSE = 0x65735546

test.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  // As it is read where numbers have a sign.
  [0xff534d42 | 0, 'SMB'],
  [0x01021997, '9p'],
  [0xef53, null],
  [0x01021994, null]
])('the type %s of Linux is %s', (type, name) => {
  expect(networkDiskOf('/library', linux(type))).toBe(name)
})

test.each([
  ['/home/lan/nas/library', 'sshfs'],
  ['/home/lan/nas', 'sshfs'],
  ['/home/lan/nas-copy', null],
  ['/home/lan/my disk/library', null],
  ['/srv/other', 'sshfs'],
  ['/srv/local/library', null]
])('of a user’s file system at %s the mount says that it is %s', (path, name) => {
  expect(networkDiskOf(path, linux(FUSE))).toBe(name)
})

test('on Windows a drive that stands for a network folder is one', () => {
  const windows = (real: string): DiskProbe => ({
    ...linux(0),
    platform: 'win32',
    realPath: () => real
  })
  expect(networkDiskOf('Z:\\library', windows('\\\\nas\\share\\library'))).toBe('SMB')
  expect(networkDiskOf('C:\\library', windows('C:\\library'))).toBe(null)
})

test('what cannot be asked is no finding', () => {
  const failing: DiskProbe = {
    ...linux(0),
    typeOf: () => {
      throw new Error('no')
    }
  }
  expect(networkDiskOf('/x', failing)).toBe(null)
})
