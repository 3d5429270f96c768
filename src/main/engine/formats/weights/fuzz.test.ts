import { mkdtemp, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/errors'
import { Mulberry32 } from '../../server/bench/mulberry32'
import { openWeightFile } from './open-weight-file'
import { writeSafetensors } from '../safetensors/safetensors'

/** The most bytes that a mutant made a reader ask for at once. */
let mostAsked = 0
const fixtures = join(import.meta.dirname, '../../../../../test/fixtures/torch')
/** Mutants of each file: together ten thousand. */
const EACH = 1000
const torchFiles = [
  'zip-float32.pt',
  'zip-views.pt',
  'zip-training.pt',
  'zip-protocol4.pt',
  'legacy-float32.pt',
  'legacy-tied.pt',
  'legacy-views.pt',
  'legacy-training.pt'
]
const safeFiles = ['plain.safetensors', 'metadata.safetensors']

let root = ''
beforeAll(async () => {
  await watchReads()
  root = await mkdtemp(join(tmpdir(), 'viecap-fuzz-'))
  const tensors = new Map([
    ['a', { shape: [2, 3], data: Float32Array.from([1, 2, 3, 4, 5, 6]) }],
    ['b.weight', { shape: [4], data: Float64Array.from([1, 2, 3, 4]) }]
  ])
  await writeSafetensors(join(root, 'plain.safetensors'), tensors)
  await writeSafetensors(join(root, 'metadata.safetensors'), tensors, { format: 'pt', more: 'x' })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await rm(root, { recursive: true })
})

/** Notes the size of each buffer that a file is read into. */
async function watchReads(): Promise<void> {
  const handle = await open(import.meta.filename)
  const prototype = Object.getPrototypeOf(handle) as Pick<FileHandle, 'read'>
  await handle.close()
  const { read } = prototype
  vi.spyOn(prototype, 'read').mockImplementation(function (this: FileHandle, ...args: unknown[]) {
    if (ArrayBuffer.isView(args[0])) mostAsked = Math.max(mostAsked, args[0].byteLength)
    return Reflect.apply(read, this, args) as ReturnType<FileHandle['read']>
  })
}

/** A whole number below `limit`. */
type Draw = (limit: number) => number
type Mutation = (bytes: Buffer, draw: Draw) => Buffer

/** Numbers that lengths, sizes, strides and offsets are likely to be wrong by. */
const lies = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]
/** Opcodes of pickles that build, recall, call, and end. */
const opcodes = Buffer.from(
  '.(]}t)0hqrjcRbQuseaNJKMXGC\x80\x85\x86\x87\x88\x8a\x8c\x93\x94\x95',
  'latin1'
)

const mutations: Mutation[] = [
  function flipBits(bytes, draw) {
    for (let times = 1 + draw(4); times > 0; times--) {
      const at = draw(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8))
    }
    return bytes
  },
  function cut(bytes, draw) {
    return bytes.subarray(0, draw(bytes.length))
  },
  function lieAboutNumber(bytes, draw) {
    const at = draw(bytes.length - 8)
    const lie = lies[draw(lies.length)] ?? 0
    if (draw(2) === 0) bytes.writeUInt32LE(lie, at)
    else bytes.writeBigUInt64LE((BigInt(lie) << 32n) | BigInt(lie), at)
    return bytes
  },
  function changeByte(bytes, draw) {
    bytes[draw(bytes.length)] = lies[draw(6)] ?? 0
    return bytes
  },
  function changeOpcode(bytes, draw) {
    bytes[draw(bytes.length)] = opcodes[draw(opcodes.length)] ?? 0
    return bytes
  },
  function insertOpcodes(bytes, draw) {
    const at = draw(bytes.length)
    const some = Buffer.from(
      Array.from({ length: 1 + draw(6) }, () => opcodes[draw(opcodes.length)] ?? 0)
    )
    return Buffer.concat([bytes.subarray(0, at), some, bytes.subarray(at)])
  },
  function repeatPart(bytes, draw) {
    const from = draw(bytes.length)
    const part = bytes.subarray(from, from + 1 + draw(64))
    const at = draw(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)])
  },
  function changeDigit(bytes, draw) {
    const digits = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) < 58)
    const at = digits[draw(digits.length)]
    if (at !== undefined) bytes[at] = 48 + draw(10)
    return bytes
  }
]

/** Reads everything that the file says it holds. Gives the largest tensor's bytes. */
async function readAll(path: string): Promise<number> {
  const file = await openWeightFile(path)
  let largest = 0
  for (const [name, { dtype }] of file.tensors) {
    if (!['F32', 'F16', 'BF16', 'F64'].includes(dtype)) continue
    largest = Math.max(largest, (await file.readFloat32(name)).byteLength)
  }
  return largest
}

describe('damaged weight files', () => {
  it.each([...torchFiles, ...safeFiles].map((name, seed) => [name, seed] as const))(
    'a thousand mutants of %s are read or refused in words, and take no more than their size',
    async (name, seed) => {
      const whole = await readFile(join(name.endsWith('.pt') ? fixtures : root, name))
      const random = new Mulberry32(seed)
      const draw: Draw = (limit) => random.integer(0, limit - 1)
      const path = join(root, 'mutant')
      const outcomes = new Map<string, number>()
      let reads = 0
      for (let round = 0; round < EACH; round++) {
        const mutate = mutations[round % mutations.length]
        if (!mutate) throw new Error('there is a mutation for each round')
        const mutant = mutate(Buffer.from(whole), draw)
        await writeFile(path, mutant)
        mostAsked = 0
        let outcome = 'read'
        try {
          // float64 becomes half, float16 twice as many bytes.
          expect(await readAll(path)).toBeLessThanOrEqual(2 * mutant.length)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          outcome = error.code
        }
        expect(mostAsked).toBeLessThanOrEqual(mutant.length)
        if (mostAsked > 0) reads++
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
      expect([...outcomes.keys()].filter((code) => !/^(read|weights\..*)$/.test(code))).toEqual([])
      expect(reads).toBeGreaterThan(EACH / 2)
      expect(outcomes.get('weights.damaged')).toBeGreaterThan(EACH / 20)
    },
    60_000
  )
})
