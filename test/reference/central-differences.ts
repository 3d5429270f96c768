/** Truncation leaves about step⁴, rounding about 1e-16/step. */
const STEP = 1e-3

/**
 * The slopes of a function at a point, by the five-point central difference
 * (f(x−2h) − 8·f(x−h) + 8·f(x+h) − f(x+2h)) / 12h along each axis.
 */
export function centralDifferences(
  f: (point: Float64Array) => number,
  point: ArrayLike<number>
): number[] {
  return Array.from(point, (x, index) => {
    const at = (steps: number): number => f(Float64Array.from(point).with(index, x + steps * STEP))
    return (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * STEP)
  })
}
