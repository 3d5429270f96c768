import { expect, it } from 'vitest'
import { fitMap, isInside, nearestPoint, pointTowards, zoomMap } from './plane'

it('a line drawn by hand encloses what is inside it, also where it bends inwards', () => {
  const bay = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 5, y: 2 },
    { x: 0, y: 10 }
  ]
  expect(isInside(bay, { x: 1, y: 5 })).toBe(true)
  expect(isInside(bay, { x: 9, y: 5 })).toBe(true)
  expect(isInside(bay, { x: 5, y: 5 })).toBe(false)
  expect(isInside(bay, { x: 11, y: 5 })).toBe(false)
  expect(isInside([], { x: 0, y: 0 })).toBe(false)
})

const cross = [
  { x: 0, y: 0 },
  { x: 5, y: 1 },
  { x: 3, y: 6 },
  { x: -4, y: 0 },
  { x: 0, y: -2 }
]

it('the nearest point is found within reach', () => {
  expect(nearestPoint(cross, { x: 4, y: 1 }, 3)).toBe(1)
  expect(nearestPoint(cross, { x: 40, y: 1 }, 3)).toBeNull()
})

it('an arrow key goes to the next point on that side', () => {
  expect(pointTowards(cross, 0, { x: 1, y: 0 })).toBe(1)
  expect(pointTowards(cross, 0, { x: -1, y: 0 })).toBe(3)
  expect(pointTowards(cross, 0, { x: 0, y: -1 })).toBe(4)
  expect(pointTowards(cross, 3, { x: -1, y: 0 })).toBeNull()
})

it('zooming keeps what is under the pointer, within limits', () => {
  const fit = fitMap(800, 600)
  const about = { x: 300, y: 200 }
  const { k, x, y } = zoomMap(fit, about, 2, fit)
  expect(k).toBe(fit.k * 2)
  expect((about.x - x) / k).toBeCloseTo((about.x - fit.x) / fit.k)
  expect((about.y - y) / k).toBeCloseTo((about.y - fit.y) / fit.k)
  expect(zoomMap(fit, about, 0.001, fit).k).toBe(fit.k / 2)
  expect(zoomMap(fit, about, 1e6, fit).k).toBe(fit.k * 60)
})
