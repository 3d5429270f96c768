/** From here on erf is 1 in double precision. */
const SATURATED = 6

/**
 * The error function to about 1e-15: 2/√π · exp(−x²) · Σ 2ⁿ·x²ⁿ⁺¹/(2n+1)!!, whose terms all have one
 * sign (Abramowitz and Stegun, 7.1.6).
 */
export function erf(x: number): number {
  if (Math.abs(x) >= SATURATED) return Math.sign(x)
  let term = x
  let total = x
  for (let n = 1; Math.abs(term) > Math.abs(total) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    total += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total
}
