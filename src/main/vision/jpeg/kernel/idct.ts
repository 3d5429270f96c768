/** What the passes hand on: eight rows of 16-bit numbers, eight rows of 32-bit ones. */
const rows = memory.data(128, 16)
const sums = memory.data(256, 16)

/** Bits after the point of the constants, and more of them between the passes. */
const CONST_BITS = 13
const PASS1_BITS = 2

/**
 * The samples of a block: its coefficients times the quantisers, through the inverse cosine
 * transform of Loeffler, Ligtenberg and Moschytz (1989) in whole numbers, rounded as libjpeg's
 * `jidctint.c` does it, plus 128. Eight rows of eight bytes, `stride` apart.
 */
export function idct(block: usize, quantisers: usize, to: usize, stride: i32): void {
  let rest = v128.and(v128.load(block), i16x8(0, -1, -1, -1, -1, -1, -1, -1))
  for (let row: usize = 16; row < 128; row += 16) rest = v128.or(rest, v128.load(block + row))
  if (!v128.any_true(rest)) {
    flat(<i32>load<i16>(block) * <i32>load<u16>(quantisers), to, stride)
    return
  }
  for (let row: usize = 0; row < 128; row += 16) {
    v128.store(rows + row, i16x8.mul(v128.load(block + row), v128.load(quantisers + row)))
  }
  pass(0, CONST_BITS - PASS1_BITS)
  pass(1, CONST_BITS - PASS1_BITS)
  transpose()
  pass(0, CONST_BITS + PASS1_BITS + 3)
  pass(1, CONST_BITS + PASS1_BITS + 3)
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

/** Transforms the columns 4·half to 4·half + 3 of `rows` into `sums`, less `shift` bits. */
function pass(half: usize, shift: i32): void {
  const from = rows + 8 * half
  const to = sums + 16 * half
  const in0 = v128.load_ext<i16>(from)
  const in1 = v128.load_ext<i16>(from, 16)
  const in2 = v128.load_ext<i16>(from, 32)
  const in3 = v128.load_ext<i16>(from, 48)
  const in4 = v128.load_ext<i16>(from, 64)
  const in5 = v128.load_ext<i16>(from, 80)
  const in6 = v128.load_ext<i16>(from, 96)
  const in7 = v128.load_ext<i16>(from, 112)
  const rounding = i32x4.splat(1 << (shift - 1))

  // Even part.
  const even = times(i32x4.add(in2, in6), 4433)
  const even2 = i32x4.sub(even, times(in6, 15137))
  const even3 = i32x4.add(even, times(in2, 6270))
  const even0 = i32x4.add(i32x4.shl(i32x4.add(in0, in4), CONST_BITS), rounding)
  const even1 = i32x4.add(i32x4.shl(i32x4.sub(in0, in4), CONST_BITS), rounding)
  const a0 = i32x4.add(even0, even3)
  const a3 = i32x4.sub(even0, even3)
  const a1 = i32x4.add(even1, even2)
  const a2 = i32x4.sub(even1, even2)

  // Odd part.
  const both = i32x4.add(in7, in3)
  const others = i32x4.add(in5, in1)
  const all = times(i32x4.add(both, others), 9633)
  const z1 = times(i32x4.add(in7, in1), -7373)
  const z2 = times(i32x4.add(in5, in3), -20995)
  const z3 = i32x4.sub(all, times(both, 16069))
  const z4 = i32x4.sub(all, times(others, 3196))
  const b0 = i32x4.add(times(in7, 2446), i32x4.add(z1, z3))
  const b1 = i32x4.add(times(in5, 16819), i32x4.add(z2, z4))
  const b2 = i32x4.add(times(in3, 25172), i32x4.add(z2, z3))
  const b3 = i32x4.add(times(in1, 12299), i32x4.add(z1, z4))

  v128.store(to, i32x4.shr_s(i32x4.add(a0, b3), shift))
  v128.store(to, i32x4.shr_s(i32x4.add(a1, b2), shift), 32)
  v128.store(to, i32x4.shr_s(i32x4.add(a2, b1), shift), 64)
  v128.store(to, i32x4.shr_s(i32x4.add(a3, b0), shift), 96)
  v128.store(to, i32x4.shr_s(i32x4.sub(a3, b0), shift), 128)
  v128.store(to, i32x4.shr_s(i32x4.sub(a2, b1), shift), 160)
  v128.store(to, i32x4.shr_s(i32x4.sub(a1, b2), shift), 192)
  v128.store(to, i32x4.shr_s(i32x4.sub(a0, b3), shift), 224)
}

@inline
function times(x: v128, constant: i32): v128 {
  return i32x4.mul(x, i32x4.splat(constant))
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
