import { expect, test } from 'vitest'
import { crc32c } from './crc32c'
import { scalarRecord, startRecord, versionRecord } from './event-record'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('the checksum is that of RFC 3720', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43)
  expect(crc32c(new Uint8Array())).toBe(0)
})

test('the first record is, byte for byte, as TensorBoard 2.21 writes it', () => {
  expect(hex(versionRecord(1500))).toBe(
    '1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c'
  )
})

test('so are the scalars of a step', () => {
  const record = scalarRecord({ at: 2500, step: 7, scalars: { 'train/loss': 0.5, 'a/b': -1 } })
  expect(hex(record)).toBe(
    '2c00000000000000f4aecc4509000000000000044010072a1f0a110a0a747261696e2f6c6f7373150000003f0a0a0a03612f6215000080bfd66fbd0d'
  )
})

test('a run that starts again says so', () => {
  expect(hex(startRecord(3000, 40))).toBe(
    '0f000000000000006d532b0909000000000000084010283a020801d4daede2'
  )
})
