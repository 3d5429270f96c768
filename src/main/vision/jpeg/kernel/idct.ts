/** What the passes hand on: eight rows of 16-bit numbers, eight rows of 32-bit ones. */
const rows = memory.data(128, 16)
const sums = memory.data(256, 16)

/** Bits after the point of the constants, and more of them between the passes. */
const CONST_BITS: i32 = 13
const PASS1_BITS = 2
const ONE: i16 = <i16>((<i32>1) << CONST_BITS)

/** The coefficients of the upper left quarter, in the order of the zigzag. */
const QUARTER: u64 = 0x1063bff
const QUARTER_ROWS: usize = 64

/**
 * The samples of a block: its coefficients times the quantisers, through the inverse cosine
 * transform of Loeffler, Ligtenberg and Moschytz (1989) in whole numbers, rounded as libjpeg's
 * `jidctint.c` does it, plus 128. Eight rows of eight bytes, `stride` apart.
 *
 * @param known Which coefficients may not be zero; see `firstAc`. Most blocks have few.
 */
export function idct(block: usize, known: u64, quantisers: usize, to: usize, stride: i32): void {
  if ((known & ~1) == 0) {
    flat(<i32>load<i16>(block) * <i32>load<u16>(quantisers), to, stride)
    return
  }
  const isQuarter = (known & ~QUARTER) == 0
  const end: usize = isQuarter ? QUARTER_ROWS : 128
  for (let row: usize = 0; row < end; row += 16) {
    v128.store(rows + row, i16x8.mul(v128.load(block + row), v128.load(quantisers + row)))
  }
  if (isQuarter) {
    quarterPass(false, CONST_BITS - PASS1_BITS)
    transposeQuarter()
    quarterPass(true, CONST_BITS + PASS1_BITS + 3)
  } else {
    pass(CONST_BITS - PASS1_BITS)
    transpose()
    pass(CONST_BITS + PASS1_BITS + 3)
  }
  transpose()
  for (let row: usize = 0; row < 128; row += 16) {
    const samples = v128.load(rows + row)
    const bytes = v128.xor(i8x16.narrow_i16x8_s(samples, samples), i8x16.splat(-128))
    v128.store64_lane(to, bytes, 0)
    to += stride
  }
}

/** A block of one colour. */
function flat(dc: i32, to: usize, stride: i32): void {
  const byte = max(0, min(255, ((dc + 4) >> 3) + 128))
  const line = i8x16.splat(<i8>byte)
  for (let row = 0; row < 8; row++) {
    v128.store64_lane(to, line, 0)
    to += stride
  }
}

/**
 * Transforms the columns of `rows` into `sums`, less `shift` bits.
 *
 * The transform's additions before and behind its products are multiplied out, so that each result
 * is a sum of products of pairs, which the machine makes at once and exactly.
 */
function pass(shift: i32): void {
  const in0 = v128.load(rows)
  const in1 = v128.load(rows, 16)
  const in2 = v128.load(rows, 32)
  const in3 = v128.load(rows, 48)
  const in4 = v128.load(rows, 64)
  const in5 = v128.load(rows, 80)
  const in6 = v128.load(rows, 96)
  const in7 = v128.load(rows, 112)
  half(lower(in0, in4), lower(in2, in6), lower(in7, in1), lower(in3, in5), sums, shift)
  half(upper(in0, in4), upper(in2, in6), upper(in7, in1), upper(in3, in5), sums + 16, shift)
}

/** The pairs of the first four columns of two rows. */
@inline
function lower(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
}

/** The pairs of the last four columns. */
@inline
function upper(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
}

@inline
function half(in04: v128, in26: v128, in71: v128, in35: v128, to: usize, shift: i32): void {
  const rounding = i32x4.splat(1 << (shift - 1))

  // Even part.
  const even0 = i32x4.add(products(in04, ONE, ONE), rounding)
  const even1 = i32x4.add(products(in04, ONE, -ONE), rounding)
  const even2 = products(in26, 4433, 4433 - 15137)
  const even3 = products(in26, 4433 + 6270, 4433)
  const a0 = i32x4.add(even0, even3)
  const a3 = i32x4.sub(even0, even3)
  const a1 = i32x4.add(even1, even2)
  const a2 = i32x4.sub(even1, even2)

  // Odd part: z1 = -7373 (x7 + x1), z2 = -20995 (x5 + x3), z3 = 9633 (x1 + x5) + (9633 - 16069)
  // (x7 + x3), z4 = 9633 (x7 + x3) + (9633 - 3196) (x1 + x5).
  const b0 = i32x4.add(
    products(in71, 2446 - 7373 - 6436, -7373 + 9633),
    products(in35, -6436, 9633)
  )
  const b1 = i32x4.add(
    products(in71, 9633, 6437),
    products(in35, -20995 + 9633, 16819 - 20995 + 6437)
  )
  const b2 = i32x4.add(
    products(in71, -6436, 9633),
    products(in35, 25172 - 20995 - 6436, -20995 + 9633)
  )
  const b3 = i32x4.add(
    products(in71, -7373 + 9633, 12299 - 7373 + 6437),
    products(in35, 9633, 6437)
  )

  storeSums(a0, a1, a2, a3, b0, b1, b2, b3, to, shift)
}

/** The same where the last four rows are zero; of the first four columns or of all. */
@inline
function quarterPass(isWide: bool, shift: i32): void {
  const in0 = v128.load(rows)
  const in1 = v128.load(rows, 16)
  const in2 = v128.load(rows, 32)
  const in3 = v128.load(rows, 48)
  quarterHalf(lower(in0, in2), lower(in1, in3), sums, shift)
  if (isWide) quarterHalf(upper(in0, in2), upper(in1, in3), sums + 16, shift)
}

@inline
function quarterHalf(in02: v128, in13: v128, to: usize, shift: i32): void {
  const rounding = i32x4.splat(1 << (shift - 1))
  const a0 = i32x4.add(products(in02, ONE, 4433 + 6270), rounding)
  const a1 = i32x4.add(products(in02, ONE, 4433), rounding)
  const a2 = i32x4.add(products(in02, ONE, -4433), rounding)
  const a3 = i32x4.add(products(in02, ONE, -4433 - 6270), rounding)
  const b0 = products(in13, -7373 + 9633, -6436)
  const b1 = products(in13, 6437, -20995 + 9633)
  const b2 = products(in13, 9633, 25172 - 20995 - 6436)
  const b3 = products(in13, 12299 - 7373 + 6437, 9633)
  storeSums(a0, a1, a2, a3, b0, b1, b2, b3, to, shift)
}

@inline
function storeSums(
  a0: v128, a1: v128, a2: v128, a3: v128, b0: v128, b1: v128, b2: v128, b3: v128,
  to: usize, shift: i32
): void {
  v128.store(to, i32x4.shr_s(i32x4.add(a0, b3), shift))
  v128.store(to, i32x4.shr_s(i32x4.add(a1, b2), shift), 32)
  v128.store(to, i32x4.shr_s(i32x4.add(a2, b1), shift), 64)
  v128.store(to, i32x4.shr_s(i32x4.add(a3, b0), shift), 96)
  v128.store(to, i32x4.shr_s(i32x4.sub(a3, b0), shift), 128)
  v128.store(to, i32x4.shr_s(i32x4.sub(a2, b1), shift), 160)
  v128.store(to, i32x4.shr_s(i32x4.sub(a1, b2), shift), 192)
  v128.store(to, i32x4.shr_s(i32x4.sub(a0, b3), shift), 224)
}

/** a·x + b·y of pairs x and y of 16 bits, in 32. */
@inline
function products(pairs: v128, a: i16, b: i16): v128 {
  return i32x4.dot_i16x8_s(pairs, i16x8(a, b, a, b, a, b, a, b))
}

/** A row of `sums` as 16-bit numbers. */
@inline
function narrowed(row: usize): v128 {
  return i16x8.narrow_i32x4_s(v128.load(sums + 32 * row), v128.load(sums + 32 * row, 16))
}

/** Writes the columns of `sums` as `rows`. */
function transpose(): void {
  const r0 = narrowed(0), r1 = narrowed(1), r2 = narrowed(2), r3 = narrowed(3)
  const r4 = narrowed(4), r5 = narrowed(5), r6 = narrowed(6), r7 = narrowed(7)
  const a0 = v128.shuffle<i16>(r0, r1, 0, 8, 1, 9, 2, 10, 3, 11)
  const a1 = v128.shuffle<i16>(r0, r1, 4, 12, 5, 13, 6, 14, 7, 15)
  const a2 = v128.shuffle<i16>(r2, r3, 0, 8, 1, 9, 2, 10, 3, 11)
  const a3 = v128.shuffle<i16>(r2, r3, 4, 12, 5, 13, 6, 14, 7, 15)
  const a4 = v128.shuffle<i16>(r4, r5, 0, 8, 1, 9, 2, 10, 3, 11)
  const a5 = v128.shuffle<i16>(r4, r5, 4, 12, 5, 13, 6, 14, 7, 15)
  const a6 = v128.shuffle<i16>(r6, r7, 0, 8, 1, 9, 2, 10, 3, 11)
  const a7 = v128.shuffle<i16>(r6, r7, 4, 12, 5, 13, 6, 14, 7, 15)
  const b0 = v128.shuffle<i32>(a0, a2, 0, 4, 1, 5)
  const b1 = v128.shuffle<i32>(a0, a2, 2, 6, 3, 7)
  const b2 = v128.shuffle<i32>(a1, a3, 0, 4, 1, 5)
  const b3 = v128.shuffle<i32>(a1, a3, 2, 6, 3, 7)
  const b4 = v128.shuffle<i32>(a4, a6, 0, 4, 1, 5)
  const b5 = v128.shuffle<i32>(a4, a6, 2, 6, 3, 7)
  const b6 = v128.shuffle<i32>(a5, a7, 0, 4, 1, 5)
  const b7 = v128.shuffle<i32>(a5, a7, 2, 6, 3, 7)
  v128.store(rows, v128.shuffle<i64>(b0, b4, 0, 2))
  v128.store(rows, v128.shuffle<i64>(b0, b4, 1, 3), 16)
  v128.store(rows, v128.shuffle<i64>(b1, b5, 0, 2), 32)
  v128.store(rows, v128.shuffle<i64>(b1, b5, 1, 3), 48)
  v128.store(rows, v128.shuffle<i64>(b2, b6, 0, 2), 64)
  v128.store(rows, v128.shuffle<i64>(b2, b6, 1, 3), 80)
  v128.store(rows, v128.shuffle<i64>(b3, b7, 0, 2), 96)
  v128.store(rows, v128.shuffle<i64>(b3, b7, 1, 3), 112)
}

/** Writes the first four columns of `sums` as the first four `rows`. */
function transposeQuarter(): void {
  const r04 = i16x8.narrow_i32x4_s(v128.load(sums), v128.load(sums, 128))
  const r15 = i16x8.narrow_i32x4_s(v128.load(sums, 32), v128.load(sums, 160))
  const r26 = i16x8.narrow_i32x4_s(v128.load(sums, 64), v128.load(sums, 192))
  const r37 = i16x8.narrow_i32x4_s(v128.load(sums, 96), v128.load(sums, 224))
  const r01 = lower(r04, r15), r45 = upper(r04, r15)
  const r23 = lower(r26, r37), r67 = upper(r26, r37)
  const a0 = v128.shuffle<i32>(r01, r23, 0, 4, 1, 5)
  const a1 = v128.shuffle<i32>(r01, r23, 2, 6, 3, 7)
  const a2 = v128.shuffle<i32>(r45, r67, 0, 4, 1, 5)
  const a3 = v128.shuffle<i32>(r45, r67, 2, 6, 3, 7)
  v128.store(rows, v128.shuffle<i64>(a0, a2, 0, 2))
  v128.store(rows, v128.shuffle<i64>(a0, a2, 1, 3), 16)
  v128.store(rows, v128.shuffle<i64>(a1, a3, 0, 2), 32)
  v128.store(rows, v128.shuffle<i64>(a1, a3, 1, 3), 48)
}
