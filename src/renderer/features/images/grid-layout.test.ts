import { describe, expect, it } from 'vitest'
import { layOutGrid, moveInGrid, type GridMove } from './grid-layout'

describe('the grid', () => {
  it('fits as many columns as there is room for, and one beside the editor', () => {
    expect(layOutGrid(200, 'medium', false).columns).toBe(1)
    expect(layOutGrid(411, 'medium', false).columns).toBe(1)
    expect(layOutGrid(412, 'medium', false).columns).toBe(2)
    expect(layOutGrid(1200, 'medium', false).columns).toBe(5)
    expect(layOutGrid(1200, 'small', false).columns).toBe(8)
    expect(layOutGrid(1200, 'list', false).columns).toBe(1)
    expect(layOutGrid(1200, 'large', true).columns).toBe(1)
  })

  it('moves by cells, rows and pages and stays inside', () => {
    const moved = (move: GridMove, index: number) =>
      moveInGrid(move, { index, columns: 4, total: 10, pageRows: 2 })
    expect(moved('grid-right', 3)).toBe(4)
    expect(moved('grid-right', 9)).toBe(9)
    expect(moved('grid-left', 0)).toBe(0)
    expect(moved('grid-down', 1)).toBe(5)
    expect(moved('grid-down', 7)).toBe(7)
    expect(moved('grid-up', 2)).toBe(2)
    expect(moved('grid-page-down', 5)).toBe(9)
    expect(moved('grid-page-up', 5)).toBe(0)
    expect(moved('grid-first', 7)).toBe(0)
    expect(moved('grid-last', 2)).toBe(9)
  })
})
