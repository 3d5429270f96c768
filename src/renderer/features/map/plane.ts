/** A place on the canvas in CSS pixels, or on the map from 0 to 1. */
export interface Point {
  x: number
  y: number
}

/** How the map lies on the canvas: a place of 0 to 1, times `k`, plus the offset. */
export interface Transform extends Point {
  k: number
}

const PADDING = 24
const MOST_ZOOM = 60

/** The whole map in a canvas of this size. */
export function fitMap(width: number, height: number): Transform {
  const k = Math.max(40, Math.min(width, height) - 2 * PADDING)
  return { k, x: (width - k) / 2, y: (height - k) / 2 }
}

/** The same map zoomed about a place of the canvas, kept between the whole map and its points. */
export function zoomMap(
  { k, x, y }: Transform,
  about: Point,
  factor: number,
  fit: Transform
): Transform {
  const next = Math.max(fit.k * 0.5, Math.min(k * factor, fit.k * MOST_ZOOM))
  const by = next / k
  return { k: next, x: about.x - (about.x - x) * by, y: about.y - (about.y - y) * by }
}

/** Whether a place is inside a closed line drawn by hand (even-odd rule). */
export function isInside(line: readonly Point[], { x, y }: Point): boolean {
  let inside = false
  let before = line.at(-1)
  for (const point of line) {
    if (before && point.y > y !== before.y > y) {
      const crossing = before.x + ((y - before.y) / (point.y - before.y)) * (point.x - before.x)
      if (x < crossing) inside = !inside
    }
    before = point
  }
  return inside
}

/** The index of the nearest point within `reach`; null where there is none. */
export function nearestPoint(points: readonly Point[], to: Point, reach: number): number | null {
  let best: number | null = null
  let least = reach * reach
  points.forEach(({ x, y }, index) => {
    const distance = (x - to.x) ** 2 + (y - to.y) ** 2
    if (distance > least) return
    least = distance
    best = index
  })
  return best
}

/**
 * The index of the nearest point on one side of another, as an arrow key looks for it: what is off to
 * the side counts as twice as far. Null where there is none.
 */
export function pointTowards(
  points: readonly Point[],
  from: number,
  direction: Point
): number | null {
  const start = points[from]
  if (!start) return null
  let best: number | null = null
  let least = Infinity
  points.forEach(({ x, y }, index) => {
    const [dx, dy] = [x - start.x, y - start.y]
    const ahead = dx * direction.x + dy * direction.y
    const aside = Math.abs(dx * direction.y - dy * direction.x)
    if (index === from || ahead <= 0 || aside > ahead * 2) return
    const distance = ahead + 2 * aside
    if (distance >= least) return
    least = distance
    best = index
  })
  return best
}
