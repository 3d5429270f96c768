import { describe, expect, it } from 'vitest'
import { layOutGrid, moveInGrid } from './grid-layout'

describe('the grid', () => {
  it('fits as many columns as there is room for, and one beside the editor', () => {
    expect(layOutGrid(200, false).columns).toBe(1)
    expect(layOutGrid(411, false).columns).toBe(1)
    expect(layOutGrid(412, false).columns).toBe(2)
    expect(layOutGrid(1200, false).columns).toBe(5)
    expect(layOutGrid(1200, true).columns).toBe(1)
  })

  it('moves by cells, rows and pages and stays inside', () => {
    const grid = { columns: 4, total: 10, pageRows: 2 }
    const moved = (key: string, from: number) => moveInGrid(key, from, grid)
    expect(moved('ArrowRight', 3)).toBe(4)
    expect(moved('ArrowRight', 9)).toBe(9)
    expect(moved('ArrowLeft', 0)).toBe(0)
    expect(moved('ArrowDown', 1)).toBe(5)
    expect(moved('ArrowDown', 7)).toBe(7)
    expect(moved('ArrowUp', 2)).toBe(2)
    expect(moved('PageDown', 5)).toBe(9)
    expect(moved('PageUp', 5)).toBe(0)
    expect(moved('Home', 7)).toBe(0)
    expect(moved('End', 2)).toBe(9)
    expect(moved('a', 2)).toBe(2)
  })
})
