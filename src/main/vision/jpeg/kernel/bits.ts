/**
 * The coded bits of a scan, first bit first (ITU-T T.81, F.2.2.5).
 *
 * Those that were read and not used are kept here only between blocks. The decoding of a block holds
 * them in two variables of its own, `bits` from the highest on and their count `left`, since a
 * loop is much faster so; with fewer than 32 left it adds `word()` behind them, which is 32 more.
 */

let next: usize = 0
let end: usize = 0
let kept: u64 = 0
let keptCount: i32 = 0
/** Bits that were asked for behind the end. */
let missing: i32 = 0

export function openBits(from: usize, to: usize): void {
  next = from
  end = to
  kept = 0
  keptCount = 0
  missing = 0
}

/** Where the bytes go on that no bit was taken of. */
export function bytesLeft(): usize {
  return next
}

/** Whether more bits were used than there are. */
export function ranOut(): bool {
  return keptCount < missing
}

@inline
export function unused(): u64 {
  return kept
}

@inline
export function unusedCount(): i32 {
  return keptCount
}

@inline
export function keep(bits: u64, left: i32): void {
  kept = bits
  keptCount = left
}

/** The next 32 bits; behind a marker or the end they are zeros, and counted. */
@inline
export function word(): u64 {
  const place = next
  if (place + 4 <= end) {
    const bytes = load<u32>(place)
    // Whether none of the four is 0xFF, behind which a zero byte would have to be left out.
    if (((~bytes - 0x01010101) & bytes & 0x80808080) == 0) {
      next = place + 4
      return <u64>bswap<u32>(bytes)
    }
  }
  return carefulWord()
}

function carefulWord(): u64 {
  let bits: u64 = 0
  for (let i = 0; i < 4; i++) {
    let byte: u64 = 0
    if (next >= end) missing += 8
    else {
      byte = load<u8>(next)
      if (byte != 0xff) next += 1
      else if (next + 1 < end && load<u8>(next, 1) == 0) next += 2
      else {
        byte = 0
        missing += 8
      }
    }
    bits = (bits << 8) | byte
  }
  return bits
}

/** The first `size` of `bits`, 1 to 32, as a number. */
@inline
export function first(bits: u64, size: i32): i32 {
  return <i32>(bits >> (64 - size))
}

/** The same as a signed difference (T.81, F.2.2.1: EXTEND). */
@inline
export function difference(bits: u64, size: i32): i32 {
  const isPositive = <i32>((<i64>bits) >> 63)
  return first(bits, size) + (~isPositive & ((-1 << size) + 1))
}
