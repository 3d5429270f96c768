/** The coded bits of a scan, first bit first (ITU-T T.81, F.2.2.5). */

let next: usize = 0
let end: usize = 0
/** Bits that were read and not used, from the highest on. */
let buffer: u64 = 0
let count: i32 = 0
/** Bits that were asked for behind the end. */
let missing: i32 = 0

export function openBits(from: usize, to: usize): void {
  next = from
  end = to
  buffer = 0
  count = 0
  missing = 0
}

/** Where the bytes go on that no bit was taken of. */
export function bytesLeft(): usize {
  return next
}

/** Whether more bits were used than there are. */
export function ranOut(): bool {
  return count < missing
}

/**
 * The unused bits and their count, and the way back: a loop that holds them itself is much faster.
 */
@inline
export function unused(): u64 {
  return buffer
}

@inline
export function unusedCount(): i32 {
  return count
}

@inline
export function setUnused(bits: u64, number: i32): void {
  buffer = bits
  count = number
}

/** Makes sure of 32 bits; behind a marker or the end they are zeros, and counted. */
@inline
export function fill(): void {
  if (count < 32) refill()
}

function refill(): void {
  if (next + 4 <= end) {
    const bytes = load<u32>(next)
    // Whether none of the four is 0xFF, behind which a zero byte would have to be left out.
    if (((~bytes - 0x01010101) & bytes & 0x80808080) == 0) {
      buffer |= (<u64>bswap<u32>(bytes)) << (32 - count)
      next += 4
      count += 32
      return
    }
  }
  while (count <= 56) {
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
    buffer |= byte << (56 - count)
    count += 8
  }
}

/** The next bits, at most 32, without using them. */
@inline
export function peek(bits: i32): i32 {
  return <i32>(buffer >> (64 - bits))
}

@inline
export function skip(bits: i32): void {
  buffer <<= bits
  count -= bits
}

/** The next bits, 1 to 16; `fill` was called before. */
@inline
export function take(bits: i32): i32 {
  const value = peek(bits)
  skip(bits)
  return value
}

/** The next bits as a signed difference (T.81, F.2.2.1: EXTEND). */
@inline
export function takeSigned(bits: i32): i32 {
  const value = take(bits)
  return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value
}
