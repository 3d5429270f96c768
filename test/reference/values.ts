/**
 * Numbers in ±[0.1, 1.1) that float32 holds exactly, the same at every run; away from 0, where relu
 * bends.
 *
 * @param salt Different numbers for each.
 */
export function values(size: number, salt: number): number[] {
  return Array.from({ length: size }, (_, index) => {
    const wave = Math.sin((index + 1) * 12.9898 + salt * 78.233) * 43758.5453
    const unit = 2 * (wave - Math.floor(wave)) - 1
    return Math.fround(unit + Math.sign(unit) * 0.1)
  })
}
