import { describe, expect, it } from 'vitest'
import { formatFigures, measure, readLabelled } from '../../../../test/fixtures/labelled-texts'

/** Figures of the checks on sentences whose errors are known; docs/text-check.md quotes them. */
describe('the checks on labelled sentences', () => {
  const [tuning, heldOut] = [readLabelled('tuning'), readLabelled('held-out')]

  it('tick right fixes and find most errors', () => {
    const figures = measure([...tuning, ...heldOut])
    expect(figures.precision, formatFigures(figures)).toBeGreaterThanOrEqual(0.98)
    expect(figures.recall, formatFigures(figures)).toBeGreaterThanOrEqual(0.85)
  })

  it('tick right fixes in sentences that they were not tuned on, too', () => {
    const { precision, recall, ticked } = measure(heldOut)
    expect(ticked).toBeGreaterThan(10)
    expect(precision).toBeGreaterThanOrEqual(0.98)
    expect(recall).toBeGreaterThanOrEqual(0.6)
  })

  it('leave sentences without an error alone', () => {
    const right = [...tuning, ...heldOut].filter(({ errors }) => errors.length === 0)
    const { ticked, offered } = measure(right)
    expect(right.length).toBeGreaterThan(150)
    expect(ticked).toBe(0)
    expect(offered / right.length).toBeLessThan(0.03)
  })
})
