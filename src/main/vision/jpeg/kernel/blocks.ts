import { fill, setUnused, take, takeSigned, unused, unusedCount } from './bits'
import { quickValue, symbol } from './huffman'
import { zigzag } from './zigzag'

/** Blocks that the present band of a progressive scan has none of (T.81, G.1.2.2: EOBRUN). */
let emptyBlocks: i32 = 0

export function resetRun(): void {
  emptyBlocks = 0
}

/**
 * One block of a sequential scan into 64 zeros at `block`, in the natural order (T.81, F.2.2).
 *
 * @param before The DC value of the component's block before.
 * @returns The DC value; i32.MIN_VALUE where the bits make no sense.
 */
export function sequentialBlock(block: usize, dc: usize, ac: usize, before: i32): i32 {
  const size = symbol(dc)
  if (<u32>size > 11) return i32.MIN_VALUE
  const value = size == 0 ? before : before + takeSigned(size)
  store<i16>(block, <i16>value)
  let bits = unused()
  let left = unusedCount()
  for (let k = 1; k < 64; k++) {
    if (left < 32) {
      setUnused(bits, left)
      fill()
      bits = unused()
      left = unusedCount()
    }
    const quick = quickValue(ac, bits)
    if (quick != 0) {
      bits <<= quick & 15
      left -= quick & 15
      k += (quick >> 4) & 15
      if (k > 63) return i32.MIN_VALUE
      store<i16>(block + zigzag(k), <i16>(quick >> 8))
      continue
    }
    setUnused(bits, left)
    const coded = symbol(ac)
    if (coded < 0) return i32.MIN_VALUE
    const size = coded & 15
    if (size == 0 && coded != 0xf0) return value
    k += coded >> 4
    if (k > 63) return i32.MIN_VALUE
    if (size > 0) store<i16>(block + zigzag(k), <i16>takeSigned(size))
    bits = unused()
    left = unusedCount()
  }
  setUnused(bits, left)
  return value
}

/** The first bits of a block's DC value (T.81, G.1.2.1). */
export function firstDc(block: usize, dc: usize, before: i32, shift: i32): i32 {
  const size = symbol(dc)
  if (<u32>size > 11) return i32.MIN_VALUE
  const value = size == 0 ? before : before + takeSigned(size)
  store<i16>(block, <i16>(value << shift))
  return value
}

/** One bit more of a block's DC value. */
export function refineDc(block: usize, shift: i32): void {
  fill()
  if (take(1)) store<i16>(block, <i16>((<i32>load<i16>(block)) | (1 << shift)))
}

/** The first bits of a band of a block (T.81, G.1.2.2). Gives 0 where the bits make no sense. */
export function firstAc(block: usize, ac: usize, start: i32, stop: i32, shift: i32): i32 {
  if (emptyBlocks > 0) {
    emptyBlocks -= 1
    return 1
  }
  let bits = unused()
  let left = unusedCount()
  for (let k = start; k <= stop; k++) {
    if (left < 32) {
      setUnused(bits, left)
      fill()
      bits = unused()
      left = unusedCount()
    }
    const quick = quickValue(ac, bits)
    if (quick != 0) {
      bits <<= quick & 15
      left -= quick & 15
      k += (quick >> 4) & 15
      if (k > 63) return 0
      store<i16>(block + zigzag(k), <i16>((quick >> 8) << shift))
      continue
    }
    setUnused(bits, left)
    const coded = symbol(ac)
    if (coded < 0) return 0
    const run = coded >> 4
    const size = coded & 15
    if (size == 0 && run < 15) {
      emptyBlocks = (1 << run) - 1
      if (run > 0) emptyBlocks += take(run)
      return 1
    }
    k += run
    if (k > 63) return 0
    if (size > 0) store<i16>(block + zigzag(k), <i16>(takeSigned(size) << shift))
    bits = unused()
    left = unusedCount()
  }
  setUnused(bits, left)
  return 1
}

/** One bit more of a band of a block (T.81, G.1.2.3). Gives 0 where the bits make no sense. */
export function refineAc(block: usize, ac: usize, start: i32, stop: i32, shift: i32): i32 {
  const bit: i32 = 1 << shift
  const plus = <i16>bit
  const minus = <i16>-bit
  let k = start
  if (emptyBlocks == 0) {
    for (; k <= stop; k++) {
      const coded = symbol(ac)
      if (coded < 0) return 0
      let run = coded >> 4
      let value: i16 = 0
      if ((coded & 15) != 0) {
        if ((coded & 15) != 1) return 0
        value = take(1) ? plus : minus
      } else if (run < 15) {
        emptyBlocks = 1 << run
        if (run > 0) emptyBlocks += take(run)
        break
      }
      // Passes over as many zeros as the run says; each value that is there gets its bit.
      for (; k <= stop; k++) {
        const place = block + zigzag(k)
        if (load<i16>(place) != 0) correct(place, plus, minus)
        else {
          if (run == 0) break
          run -= 1
        }
      }
      if (value != 0) {
        if (k > 63) return 0
        store<i16>(block + zigzag(k), value)
      }
    }
  }
  if (emptyBlocks > 0) {
    for (; k <= stop; k++) {
      const place = block + zigzag(k)
      if (load<i16>(place) != 0) correct(place, plus, minus)
    }
    emptyBlocks -= 1
  }
  return 1
}

function correct(place: usize, plus: i16, minus: i16): void {
  fill()
  if (!take(1)) return
  const value = load<i16>(place)
  if ((value & plus) == 0) store<i16>(place, value + (value >= 0 ? plus : minus))
}
