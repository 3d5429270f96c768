import { difference, first, keep, unused, unusedCount, word } from './bits'
import { codeOf, quickValue } from './huffman'
import { zigzag } from './zigzag'

/** Blocks that the present band of a progressive scan has none of (T.81, G.1.2.2: EOBRUN). */
let emptyBlocks: i32 = 0

export function resetRun(): void {
  emptyBlocks = 0
}

/** Whether the present block is not the last without a band. */
export function isInRun(): bool {
  return emptyBlocks > 0
}

/**
 * The first bits of a block's DC value (T.81, F.2.2.1 and G.1.2.1), all of them where `shift` is 0.
 *
 * @param before The DC value of the component's block before.
 * @returns The DC value; i32.MIN_VALUE where the bits make no sense.
 */
export function firstDc(block: usize, dc: usize, before: i32, shift: i32): i32 {
  let bits = unused()
  let left = unusedCount()
  if (left < 32) {
    bits |= word() << (32 - left)
    left += 32
  }
  const code = codeOf(dc, bits)
  const size = code & 0xff
  if (code == 0 || size > 11) return i32.MIN_VALUE
  bits <<= code >> 8
  left -= code >> 8
  if (size > 0) {
    before += difference(bits, size)
    bits <<= size
    left -= size
  }
  keep(bits, left)
  store<i16>(block, <i16>(before << shift))
  return before
}

/** One bit more of a block's DC value. */
export function refineDc(block: usize, shift: i32): void {
  let bits = unused()
  let left = unusedCount()
  if (left < 32) {
    bits |= word() << (32 - left)
    left += 32
  }
  if (first(bits, 1)) store<i16>(block, <i16>((<i32>load<i16>(block)) | (1 << shift)))
  keep(bits << 1, left - 1)
}

/**
 * The first bits of a band of a block, which is zeros so far (T.81, F.2.2.2 and G.1.2.2); in a
 * sequential scan the band is all but the first value, and `shift` is 0.
 *
 * @param known Where to note which values are not zero, a bit each in the order of the zigzag.
 * @returns 0 where the bits make no sense.
 */
export function firstAc(
  block: usize, known: usize, ac: usize, start: i32, stop: i32, shift: i32
): i32 {
  if (emptyBlocks > 0) {
    emptyBlocks -= 1
    return 1
  }
  let bits = unused()
  let left = unusedCount()
  let set = load<u64>(known)
  for (let k = start; k <= stop; k++) {
    if (left < 32) {
      bits |= word() << (32 - left)
      left += 32
    }
    let value: i32
    const quick = quickValue(ac, bits)
    if (quick != 0) {
      bits <<= quick & 15
      left -= quick & 15
      k += (quick >> 4) & 15
      value = quick >> 8
    } else {
      const code = codeOf(ac, bits)
      if (code == 0) return 0
      bits <<= code >> 8
      left -= code >> 8
      const size = code & 15
      const run = (code >> 4) & 15
      if (size == 0) {
        if (run == 15) {
          k += 15
          continue
        }
        emptyBlocks = (1 << run) - 1
        if (run > 0) {
          emptyBlocks += first(bits, run)
          bits <<= run
          left -= run
        }
        break
      }
      k += run
      value = difference(bits, size)
      bits <<= size
      left -= size
    }
    if (k > 63) return 0
    store<i16>(block + zigzag(k), <i16>(value << shift))
    set |= (<u64>1) << k
  }
  store<u64>(known, set)
  keep(bits, left)
  return 1
}

/**
 * One bit more of a band of a block (T.81, G.1.2.3). Gives 0 where the bits make no sense.
 *
 * @param known Which values are not zero yet; see `firstAc`.
 */
export function refineAc(
  block: usize, known: usize, ac: usize, start: i32, stop: i32, shift: i32
): i32 {
  let bits = unused()
  let left = unusedCount()
  let set = load<u64>(known)
  const bit: i32 = 1 << shift
  const plus = <i16>bit
  const minus = <i16>-bit
  let k = start
  while (emptyBlocks == 0 && k <= stop) {
    if (left < 32) {
      bits |= word() << (32 - left)
      left += 32
    }
    const code = codeOf(ac, bits)
    if (code == 0) return 0
    bits <<= code >> 8
    left -= code >> 8
    let run = (code >> 4) & 15
    let value: i16 = 0
    if ((code & 15) != 0) {
      if ((code & 15) != 1) return 0
      value = first(bits, 1) ? plus : minus
      bits <<= 1
      left -= 1
    } else if (run < 15) {
      emptyBlocks = 1 << run
      if (run > 0) {
        emptyBlocks += first(bits, run)
        bits <<= run
        left -= run
      }
      break
    }
    // Passes over as many zeros as the run says; each value that is there gets its bit.
    for (;;) {
      const zeros = min(<i32>ctz(set >> k), stop + 1 - k)
      if (run < zeros) {
        k += run
        break
      }
      run -= zeros
      k += zeros
      if (k > stop) break
      if (left < 32) {
        bits |= word() << (32 - left)
        left += 32
      }
      if (first(bits, 1)) correct(block + zigzag(k), plus, minus)
      bits <<= 1
      left -= 1
      k += 1
      if (k > stop) break
    }
    if (value != 0) {
      if (k > 63) return 0
      store<i16>(block + zigzag(k), value)
      set |= (<u64>1) << k
    }
    k += 1
  }
  if (emptyBlocks > 0) {
    emptyBlocks -= 1
    let rest = k > stop ? 0 : ((set >> k) << k) & (u64.MAX_VALUE >> (63 - stop))
    while (rest != 0) {
      if (left < 32) {
        bits |= word() << (32 - left)
        left += 32
      }
      if (first(bits, 1)) correct(block + zigzag(<i32>ctz(rest)), plus, minus)
      bits <<= 1
      left -= 1
      rest &= rest - 1
    }
  }
  store<u64>(known, set)
  keep(bits, left)
  return 1
}

@inline
function correct(place: usize, plus: i16, minus: i16): void {
  const value = load<i16>(place)
  if ((value & plus) == 0) store<i16>(place, value + (value >= 0 ? plus : minus))
}
