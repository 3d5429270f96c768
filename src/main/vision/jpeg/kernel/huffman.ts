import { first } from './bits'

/** Bits that are looked up at once; longer codes are found by their length. */
const FAST_BITS = 10
const FAST: usize = 2 << FAST_BITS
/** Of each length the first code behind it, left-aligned to 16 bits, and what leads to its symbols. */
const LIMITS: usize = 18 * 4
/** Bytes of a table: quick look-ups, limits, offsets, symbols, and quick looks at whole values. */
const TABLE: usize = FAST + 2 * LIMITS + 256 + FAST
const tables = memory.data(8 * 4496)

/** Four tables of DC codes, then four of AC codes. */
@inline
export function huffmanTable(isAc: i32, index: i32): usize {
  return tables + <usize>(4 * isAc + index) * TABLE
}

/**
 * Makes table `table` of the 16 counts of codes by length and the symbols behind them
 * (T.81, C.2 and F.2.2.3). Gives 0 where there are more codes than fit.
 */
export function setHuffman(table: usize, from: usize): i32 {
  const limits = table + FAST
  const offsets = limits + LIMITS
  const symbols = offsets + LIMITS
  memory.fill(table, 0, FAST)
  let code = 0
  let place = 0
  for (let length = 1; length <= 16; length++) {
    const codes = <i32>load<u8>(from + length - 1)
    if (place + codes > 256 || code + codes > 1 << length) return 0
    store<i32>(offsets + (length << 2), place - code)
    for (let i = 0; i < codes; i++) {
      const symbol = load<u8>(from + 16 + place)
      store<u8>(symbols + place, symbol)
      if (length <= FAST_BITS) {
        const free = FAST_BITS - length
        for (let tail = 0; tail < 1 << free; tail++) {
          store<u16>(table + ((((code << free) | tail) as usize) << 1), <u16>((length << 8) | symbol))
        }
      }
      code += 1
      place += 1
    }
    store<i32>(limits + (length << 2), code << (16 - length))
    code <<= 1
  }
  store<i32>(limits + (17 << 2), i32.MAX_VALUE)
  for (let ahead = 0; ahead < 1 << FAST_BITS; ahead++) setValue(table, ahead)
  return 1
}

/** Notes what the bits `ahead` say where they hold a code and the value behind it. */
function setValue(table: usize, ahead: i32): void {
  const known = <i32>load<u16>(table + ((<usize>ahead) << 1))
  const size = known & 15
  const length = (known >> 8) + size
  let entry = 0
  if (size > 0 && length <= FAST_BITS) {
    const bits = (ahead >> (FAST_BITS - length)) & ((1 << size) - 1)
    const value = bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits
    if (value >= -128 && value < 128) entry = (value << 8) | (known & 0xf0) | length
  }
  store<i16>(table + TABLE - FAST + ((<usize>ahead) << 1), <i16>entry)
}

/**
 * What these unused bits begin with where it is short: the value in the upper byte, then the zeros
 * before it and the bits of both, 4 bits each; 0 where it is not.
 */
@inline
export function quickValue(table: usize, bits: u64): i32 {
  return <i32>load<i16>(table + TABLE - FAST + ((<usize>(bits >> (64 - FAST_BITS))) << 1))
}

/** What `bits` begin with: the length of the code in the upper byte, and its symbol; 0 where no code fits. */
@inline
export function codeOf(table: usize, bits: u64): i32 {
  const known = <i32>load<u16>(table + ((<usize>first(bits, FAST_BITS)) << 1))
  return known != 0 ? known : longCode(table, bits)
}

function longCode(table: usize, bits: u64): i32 {
  const limits = table + FAST
  const offsets = limits + LIMITS
  const ahead = first(bits, 16)
  let length = FAST_BITS + 1
  while (ahead >= load<i32>(limits + (length << 2))) length += 1
  if (length > 16) return 0
  const place = (ahead >> (16 - length)) + load<i32>(offsets + (length << 2))
  return (length << 8) | <i32>load<u8>(offsets + LIMITS + place)
}
