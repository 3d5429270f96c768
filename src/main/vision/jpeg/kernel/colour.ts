/**
 * One row of chroma samples for upsampling by two: those of the row itself, or where the rows are
 * upsampled as well, three parts of the nearer row to one of the farther.
 *
 * @param to [count] of 16 bits; eight more may be written.
 */
export function mixRows(near: usize, far: usize, to: usize, count: i32): void {
  for (let done = 0; done < count; done += 8) {
    let sum = v128.load_ext<u8>(near)
    if (far) sum = i16x8.add(i16x8.mul(sum, i16x8.splat(3)), v128.load_ext<u8>(far))
    v128.store(to, sum)
    near += 8
    if (far) far += 8
    to += 16
  }
}

/**
 * Red, green and blue of a row of pixels, 16 at a time (JFIF: ITU-R BT.601, full range), rounded as
 * libjpeg's `jdcolor.c`. Chroma that has half as many columns is mixed as its `jdsample.c` does.
 *
 * @param y [count] bytes.
 * @param cb As many bytes; with `shift`, half as many sums of `mixRows` of which one before the
 *   first and one behind the last are read too.
 * @param shift 0, or the bits to drop from the mixed sums: 2, or 4 where rows were mixed as well.
 */
export function rgbRow(y: usize, cb: usize, cr: usize, shift: i32, to: usize, count: i32): void {
  for (let done = 0; done < count; done += 16) {
    let blueLow: v128, blueHigh: v128, redLow: v128, redHigh: v128
    if (shift == 0) {
      blueLow = v128.load_ext<u8>(cb)
      blueHigh = v128.load_ext<u8>(cb, 8)
      redLow = v128.load_ext<u8>(cr)
      redHigh = v128.load_ext<u8>(cr, 8)
    } else {
      const blueLeft = leftOf(cb, shift), blueRight = rightOf(cb, shift)
      const redLeft = leftOf(cr, shift), redRight = rightOf(cr, shift)
      blueLow = v128.shuffle<i16>(blueLeft, blueRight, 0, 8, 1, 9, 2, 10, 3, 11)
      blueHigh = v128.shuffle<i16>(blueLeft, blueRight, 4, 12, 5, 13, 6, 14, 7, 15)
      redLow = v128.shuffle<i16>(redLeft, redRight, 0, 8, 1, 9, 2, 10, 3, 11)
      redHigh = v128.shuffle<i16>(redLeft, redRight, 4, 12, 5, 13, 6, 14, 7, 15)
    }
    eightPixels(v128.load_ext<u8>(y), blueLow, redLow, to)
    eightPixels(v128.load_ext<u8>(y, 8), blueHigh, redHigh, to + 24)
    y += 16
    cb += 16
    cr += 16
    to += 48
  }
}

/** Three bytes of each grey one, 16 at a time. */
export function greyRow(y: usize, to: usize, count: i32): void {
  for (let done = 0; done < count; done += 16) {
    const grey = v128.load(y)
    v128.store(to, v128.shuffle<i8>(grey, grey, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5))
    v128.store(to, v128.shuffle<i8>(grey, grey, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10), 16)
    v128.store(to, v128.shuffle<i8>(grey, grey, 10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15), 32)
    y += 16
    to += 48
  }
}

/** The left halves of eight sums: three parts of it to one of the sum before. */
@inline
function leftOf(sums: usize, shift: i32): v128 {
  const mixed = i16x8.add(i16x8.mul(v128.load(sums), i16x8.splat(3)), v128.load(sums - 2))
  return i16x8.shr_u(i16x8.add(mixed, i16x8.splat(shift == 2 ? 1 : 8)), shift)
}

/** The right halves: to one of the sum behind. */
@inline
function rightOf(sums: usize, shift: i32): v128 {
  const mixed = i16x8.add(i16x8.mul(v128.load(sums), i16x8.splat(3)), v128.load(sums, 2))
  return i16x8.shr_u(i16x8.add(mixed, i16x8.splat(shift == 2 ? 2 : 7)), shift)
}

/**
 * R = Y + 1.402·Cr, G = Y − 0.34414·Cb − 0.71414·Cr, B = Y + 1.772·Cb, each product with 16 bits
 * after the point. Constants beyond 16 bits are a whole number and a rest: 1.402 = 1 + 26345/65536.
 */
@inline
function eightPixels(y: v128, blue: v128, red: v128, to: usize): void {
  const cb = i16x8.sub(blue, i16x8.splat(128))
  const cr = i16x8.sub(red, i16x8.splat(128))
  const low = v128.shuffle<i16>(cb, cr, 0, 8, 1, 9, 2, 10, 3, 11)
  const high = v128.shuffle<i16>(cb, cr, 4, 12, 5, 13, 6, 14, 7, 15)
  const r = i16x8.add(i16x8.add(y, cr), rounded(low, high, 0, 26345))
  const g = i16x8.add(i16x8.sub(y, cr), rounded(low, high, -22554, 18734))
  const b = i16x8.add(i16x8.add(y, i16x8.add(cb, cb)), rounded(low, high, -14942, 0))
  const rg = i8x16.narrow_i16x8_u(r, g)
  const bb = i8x16.narrow_i16x8_u(b, b)
  v128.store(to, v128.shuffle<i8>(rg, bb, 0, 8, 16, 1, 9, 17, 2, 10, 18, 3, 11, 19, 4, 12, 20, 5))
  v128.store64_lane(to + 16, v128.shuffle<i8>(rg, bb, 13, 21, 6, 14, 22, 7, 15, 23, 0, 0, 0, 0, 0, 0, 0, 0), 0)
}

/** (a·Cb + b·Cr + ½·2^16) / 2^16 of pairs of Cb and Cr. */
@inline
function rounded(low: v128, high: v128, a: i16, b: i16): v128 {
  const factors = i16x8(a, b, a, b, a, b, a, b)
  const half = i32x4.splat(1 << 15)
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, factors), half), 16),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, factors), half), 16)
  )
}
