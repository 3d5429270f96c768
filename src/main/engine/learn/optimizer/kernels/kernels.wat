;; Elementwise work on float32 arrays in one shared memory, four at a time. Addresses are in bytes
;; and multiples of 16, and so is every length. Each function works from its first address to $end.
(module
  (import "env" "memory" (memory 1 65536 shared))

  ;; g' = scale·g; M = β1·M + g'; V = β2·V + g'²; p = (p·before − M/(√V + ε)·step)·after
  (func (export "adamw")
    (param $p i32) (param $g i32) (param $m i32) (param $v i32) (param $end i32)
    (param $scale f32) (param $beta1 f32) (param $beta2 f32)
    (param $step f32) (param $epsilon f32) (param $before f32) (param $after f32)
    (local $gradient v128) (local $first v128) (local $second v128)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $p) (local.get $end)))
        (local.set $gradient
          (f32x4.mul (v128.load (local.get $g)) (f32x4.splat (local.get $scale))))
        (local.set $first
          (f32x4.add
            (f32x4.mul (v128.load (local.get $m)) (f32x4.splat (local.get $beta1)))
            (local.get $gradient)))
        (local.set $second
          (f32x4.add
            (f32x4.mul (v128.load (local.get $v)) (f32x4.splat (local.get $beta2)))
            (f32x4.mul (local.get $gradient) (local.get $gradient))))
        (v128.store (local.get $m) (local.get $first))
        (v128.store (local.get $v) (local.get $second))
        (v128.store (local.get $p)
          (f32x4.mul
            (f32x4.sub
              (f32x4.mul (v128.load (local.get $p)) (f32x4.splat (local.get $before)))
              (f32x4.mul
                (f32x4.div
                  (local.get $first)
                  (f32x4.add (f32x4.sqrt (local.get $second)) (f32x4.splat (local.get $epsilon))))
                (f32x4.splat (local.get $step))))
            (f32x4.splat (local.get $after))))
        (local.set $p (i32.add (local.get $p) (i32.const 16)))
        (local.set $g (i32.add (local.get $g) (i32.const 16)))
        (local.set $m (i32.add (local.get $m) (i32.const 16)))
        (local.set $v (i32.add (local.get $v) (i32.const 16)))
        (br $next))))

  ;; a = keep·a + take·b
  (func (export "blend")
    (param $a i32) (param $b i32) (param $end i32) (param $keep f32) (param $take f32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $a) (local.get $end)))
        (v128.store (local.get $a)
          (f32x4.add
            (f32x4.mul (v128.load (local.get $a)) (f32x4.splat (local.get $keep)))
            (f32x4.mul (v128.load (local.get $b)) (f32x4.splat (local.get $take)))))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (br $next))))

  ;; Σ a², summed in float64
  (func (export "squares") (param $a i32) (param $end i32) (result f64)
    (local $x v128) (local $sum v128)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $a) (local.get $end)))
        (local.set $x (v128.load (local.get $a)))
        (local.set $sum
          (f64x2.add (local.get $sum)
            (f64x2.mul
              (f64x2.promote_low_f32x4 (local.get $x))
              (f64x2.promote_low_f32x4 (local.get $x)))))
        (local.set $x (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $x) (local.get $x)))
        (local.set $sum
          (f64x2.add (local.get $sum)
            (f64x2.mul
              (f64x2.promote_low_f32x4 (local.get $x))
              (f64x2.promote_low_f32x4 (local.get $x)))))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (br $next)))
    (f64.add (f64x2.extract_lane 0 (local.get $sum)) (f64x2.extract_lane 1 (local.get $sum)))))
