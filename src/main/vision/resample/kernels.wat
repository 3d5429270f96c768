;; Weighted sums of bytes as Pillow computes them: weights with 22 bits after the point, sums that
;; wrap at 32 bits. A weight w is taken apart as 2048·hi + lo, so that each part fits into 16 bits and
;; two products are added by one instruction; taps therefore come in pairs.
;;
;; A list of taps holds, for each sum: the address of its first byte relative to $from, the number of
;; pairs, and for each pair two words: hi of both taps, lo of both taps.
(module
  (import "env" "memory" (memory 1 65536))

  ;; Each of $rows rows of pixels (red, green, blue), $stride bytes apart: $columns pixels from it.
  ;; Writes one byte beyond its last.
  (func (export "mixPixels")
    (param $from i32) (param $stride i32) (param $rows i32)
    (param $taps i32) (param $columns i32) (param $to i32)
    (local $tap i32) (local $source i32) (local $pairs i32) (local $column i32)
    (local $x v128) (local $hi v128) (local $lo v128) (local $zero v128)
    (block $done
      (loop $nextRow
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $tap (local.get $taps))
        (local.set $column (local.get $columns))
        (loop $nextColumn
          (local.set $source (i32.add (local.get $from) (i32.load (local.get $tap))))
          (local.set $pairs (i32.load offset=4 (local.get $tap)))
          (local.set $tap (i32.add (local.get $tap) (i32.const 8)))
          (local.set $hi (local.get $zero))
          (local.set $lo (local.get $zero))
          (loop $nextPair
            ;; Red of both pixels, green of both, blue of both, as 16-bit numbers.
            (local.set $x
              (i8x16.shuffle 0 16 3 16 1 16 4 16 2 16 5 16 16 16 16 16
                (v128.load64_zero (local.get $source)) (local.get $zero)))
            (local.set $hi
              (i32x4.add (local.get $hi)
                (i32x4.dot_i16x8_s (local.get $x) (v128.load32_splat (local.get $tap)))))
            (local.set $lo
              (i32x4.add (local.get $lo)
                (i32x4.dot_i16x8_s (local.get $x) (v128.load32_splat offset=4 (local.get $tap)))))
            (local.set $source (i32.add (local.get $source) (i32.const 6)))
            (local.set $tap (i32.add (local.get $tap) (i32.const 8)))
            (br_if $nextPair (local.tee $pairs (i32.sub (local.get $pairs) (i32.const 1)))))
          (local.set $x (call $round (local.get $hi) (local.get $lo)))
          (local.set $x (i16x8.narrow_i32x4_s (local.get $x) (local.get $x)))
          (i32.store (local.get $to)
            (i32x4.extract_lane 0 (i8x16.narrow_i16x8_u (local.get $x) (local.get $x))))
          (local.set $to (i32.add (local.get $to) (i32.const 3)))
          (br_if $nextColumn (local.tee $column (i32.sub (local.get $column) (i32.const 1)))))
        (local.set $from (i32.add (local.get $from) (local.get $stride)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $nextRow))))

  ;; $lines sums of rows of $bytes bytes, which lie one behind the other. Reads a row and writes 15
  ;; bytes beyond its last.
  (func (export "mixRows")
    (param $from i32) (param $bytes i32) (param $taps i32) (param $lines i32) (param $to i32)
    (local $tap i32) (local $source i32) (local $pairs i32) (local $left i32) (local $at i32)
    (local $x v128) (local $y v128) (local $hi v128) (local $lo v128) (local $first v128) (local $second v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $e v128) (local $f v128) (local $g v128) (local $h v128) (local $zero v128)
    (block $done
      (loop $nextLine
        (br_if $done (i32.eqz (local.get $lines)))
        (local.set $pairs (i32.load offset=4 (local.get $taps)))
        (local.set $at (i32.const 0))
        (loop $nextBytes
          (local.set $source
            (i32.add (i32.add (local.get $from) (i32.load (local.get $taps))) (local.get $at)))
          (local.set $tap (i32.add (local.get $taps) (i32.const 8)))
          (local.set $left (local.get $pairs))
          (local.set $a (local.get $zero)) (local.set $b (local.get $zero))
          (local.set $c (local.get $zero)) (local.set $d (local.get $zero))
          (local.set $e (local.get $zero)) (local.set $f (local.get $zero))
          (local.set $g (local.get $zero)) (local.set $h (local.get $zero))
          (loop $nextPair
            (local.set $first (v128.load (local.get $source)))
            (local.set $second (v128.load (i32.add (local.get $source) (local.get $bytes))))
            (local.set $hi (v128.load32_splat (local.get $tap)))
            (local.set $lo (v128.load32_splat offset=4 (local.get $tap)))
            (local.set $x
              (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23
                (local.get $first) (local.get $second)))
            (local.set $y (i16x8.extend_low_i8x16_u (local.get $x)))
            (local.set $x (i16x8.extend_high_i8x16_u (local.get $x)))
            (local.set $a (i32x4.add (local.get $a) (i32x4.dot_i16x8_s (local.get $y) (local.get $hi))))
            (local.set $b (i32x4.add (local.get $b) (i32x4.dot_i16x8_s (local.get $y) (local.get $lo))))
            (local.set $c (i32x4.add (local.get $c) (i32x4.dot_i16x8_s (local.get $x) (local.get $hi))))
            (local.set $d (i32x4.add (local.get $d) (i32x4.dot_i16x8_s (local.get $x) (local.get $lo))))
            (local.set $x
              (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31
                (local.get $first) (local.get $second)))
            (local.set $y (i16x8.extend_low_i8x16_u (local.get $x)))
            (local.set $x (i16x8.extend_high_i8x16_u (local.get $x)))
            (local.set $e (i32x4.add (local.get $e) (i32x4.dot_i16x8_s (local.get $y) (local.get $hi))))
            (local.set $f (i32x4.add (local.get $f) (i32x4.dot_i16x8_s (local.get $y) (local.get $lo))))
            (local.set $g (i32x4.add (local.get $g) (i32x4.dot_i16x8_s (local.get $x) (local.get $hi))))
            (local.set $h (i32x4.add (local.get $h) (i32x4.dot_i16x8_s (local.get $x) (local.get $lo))))
            (local.set $source
              (i32.add (local.get $source) (i32.shl (local.get $bytes) (i32.const 1))))
            (local.set $tap (i32.add (local.get $tap) (i32.const 8)))
            (br_if $nextPair (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
          (v128.store (i32.add (local.get $to) (local.get $at))
            (i8x16.narrow_i16x8_u
              (i16x8.narrow_i32x4_s
                (call $round (local.get $a) (local.get $b))
                (call $round (local.get $c) (local.get $d)))
              (i16x8.narrow_i32x4_s
                (call $round (local.get $e) (local.get $f))
                (call $round (local.get $g) (local.get $h)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $nextBytes (i32.lt_u (local.get $at) (local.get $bytes))))
        (local.set $taps (local.get $tap))
        (local.set $to (i32.add (local.get $to) (local.get $bytes)))
        (local.set $lines (i32.sub (local.get $lines) (i32.const 1)))
        (br $nextLine))))

  ;; 2048·hi + lo, rounded to a whole number
  (func $round (param $hi v128) (param $lo v128) (result v128)
    (i32x4.shr_s
      (i32x4.add
        (i32x4.add (i32x4.shl (local.get $hi) (i32.const 11)) (local.get $lo))
        (i32x4.splat (i32.const 0x200000)))
      (i32.const 22))))
