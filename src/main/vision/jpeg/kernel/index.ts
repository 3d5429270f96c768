/**
 * The parts of a JPEG decoder that take time (ITU-T T.81), in AssemblyScript. The host reads the
 * markers, lays out the memory, and gives up at anything that is not plain: see `decode-jpeg.ts`.
 * `bytes.ts` holds what it compiles to.
 */
import { bytesLeft, openBits, ranOut } from './bits'
import { firstAc, firstDc, isInRun, refineAc, refineDc, resetRun } from './blocks'
import { huffmanTable, setHuffman } from './huffman'
import { idct } from './idct'
import { pictureAt, pixels } from './pixels'

/** What is known of a component; the host writes them. Addresses and numbers of 32 bits. */
@unmanaged
class Component {
  /** Coefficients of all blocks, [blocksHigh, blocksWide, 64] of 16 bits; 0 in a sequential picture. */
  coefficients: usize
  /** Samples, [8·blocksHigh, 8·blocksWide] bytes. */
  samples: usize
  /** Blocks of the whole MCUs. */
  blocksWide: i32
  blocksHigh: i32
  /** Blocks of an MCU. */
  across: i32
  down: i32
  /** Numbers of the Huffman tables. */
  dcTable: i32
  acTable: i32
  /** [64] of 16 bits, in the natural order. */
  quantisers: usize
  /** Blocks whose samples are wanted. */
  fromColumn: i32
  toColumn: i32
  fromRow: i32
  toRow: i32
  /** DC value of the block before. */
  before: i32
  /** Of each block of a progressive picture which coefficients are not zero, 64 bits; see `firstAc`. */
  known: usize
}

const components = memory.data(3 * 60)
/** A block of a sequential scan, and which of its coefficients are not zero. */
const block = memory.data(128, 16)
const blockKnown = memory.data(8, 8)

/** Where memory begins that the host may use. */
export function freeMemory(): usize {
  return __heap_base
}

export function componentAt(index: i32): usize {
  return components + offsetof<Component>() * <usize>index
}

/** Gives 0 where the table cannot be one. */
export function huffman(isAc: i32, index: i32, from: usize): i32 {
  return setHuffman(huffmanTable(isAc, index), from)
}

/** What a scan tells of itself; see T.81, B.2.3. */
let progressive: bool = false
let start: i32 = 0
let stop: i32 = 0
let high: i32 = 0
let low: i32 = 0

export function describeScan(isProgressive: i32, ss: i32, se: i32, ah: i32, al: i32): void {
  progressive = isProgressive != 0
  start = ss
  stop = se
  high = ah
  low = al
}

/**
 * Decodes a scan of the components `first` to before `first + count`, or of one.
 *
 * @param unitsWide MCUs, or blocks where the scan has one component.
 * @param interval MCUs between restarts, or 0.
 * @returns Where the next marker is; 0 where the bits make no sense or end too early.
 */
export function scan(
  from: usize, end: usize, first: i32, count: i32, unitsWide: i32, unitsHigh: i32, interval: i32
): usize {
  restart(from, end, first, count)
  let left = interval
  let number = 0
  for (let row = 0; row < unitsHigh; row++) {
    for (let column = 0; column < unitsWide; column++) {
      if (interval > 0 && left == 0) {
        const marker = bytesLeft()
        if (marker + 2 > end || load<u16>(marker) != <u16>(0xd0ff + (number << 8))) return 0
        restart(marker + 2, end, first, count)
        number = (number + 1) & 7
        left = interval
      }
      left -= 1
      if (count == 1) {
        if (!decodeBlock(changetype<Component>(componentAt(first)), column, row)) return 0
      } else {
        for (let index = first; index < first + count; index++) {
          const own = changetype<Component>(componentAt(index))
          for (let y = 0; y < own.down; y++) {
            for (let x = 0; x < own.across; x++) {
              if (!decodeBlock(own, column * own.across + x, row * own.down + y)) return 0
            }
          }
        }
      }
      if (ranOut()) return 0
    }
  }
  return bytesLeft()
}

function restart(from: usize, end: usize, first: i32, count: i32): void {
  openBits(from, end)
  resetRun()
  for (let index = first; index < first + count; index++) {
    changetype<Component>(componentAt(index)).before = 0
  }
}

function decodeBlock(own: Component, column: i32, row: i32): bool {
  const dc = huffmanTable(0, own.dcTable)
  const ac = huffmanTable(1, own.acTable)
  if (!progressive) {
    // Eight stores, since the runtime's own filling of memory costs a call.
    for (let row: usize = 0; row < 128; row += 16) v128.store(block + row, i64x2.splat(0))
    store<u64>(blockKnown, 0)
    own.before = firstDc(block, dc, own.before, 0)
    if (own.before == i32.MIN_VALUE) return false
    if (!firstAc(block, blockKnown, ac, 1, 63, 0) || isInRun()) return false
    if (wants(own, column, row)) transform(own, block, load<u64>(blockKnown), column, row)
    return true
  }
  const index = <usize>(row * own.blocksWide + column)
  const place = own.coefficients + (index << 7)
  if (start > 0) {
    const known = own.known + (index << 3)
    return (
      (high == 0
        ? firstAc(place, known, ac, start, stop, low)
        : refineAc(place, known, ac, start, stop, low)) != 0
    )
  }
  if (high > 0) {
    refineDc(place, low)
    return true
  }
  own.before = firstDc(place, dc, own.before, low)
  return own.before != i32.MIN_VALUE
}

@inline
function wants(own: Component, column: i32, row: i32): bool {
  return column >= own.fromColumn && column < own.toColumn && row >= own.fromRow && row < own.toRow
}

@inline
function transform(own: Component, coefficients: usize, known: u64, column: i32, row: i32): void {
  const stride = 8 * own.blocksWide
  idct(coefficients, known, own.quantisers, own.samples + 8 * <usize>(row * stride + column), stride)
}

/** Makes the samples of a progressive picture's component, once all scans are decoded. */
export function transformAll(index: i32): void {
  const own = changetype<Component>(componentAt(index))
  for (let row = own.fromRow; row < own.toRow; row++) {
    for (let column = own.fromColumn; column < own.toColumn; column++) {
      const place = <usize>(row * own.blocksWide + column)
      const known = load<u64>(own.known + (place << 3))
      transform(own, own.coefficients + (place << 7), known, column, row)
    }
  }
}

export { pictureAt, pixels }
