import { describe, expect, it } from 'vitest'
import { boundsOn } from './window-bounds'

const laptop = { x: 0, y: 25, width: 1512, height: 920 }
const screen = { x: 1512, y: 0, width: 2560, height: 1400 }
const place = { maximized: false, fullScreen: false, zoom: 0 }
const at = (x: number, y: number, width: number, height: number) => ({
  ...place,
  x,
  y,
  width,
  height
})

describe('the bounds of the window', () => {
  it('are the usual ones at the first start, within a small display', () => {
    expect(boundsOn(null, [screen])).toEqual({ width: 1440, height: 900 })
    const small = { x: 0, y: 0, width: 1280, height: 740 }
    expect(boundsOn(null, [small])).toEqual({ width: 1280, height: 740 })
  })

  it('are kept where a display shows the window', () => {
    const kept = { x: 1600, y: 100, width: 1800, height: 1000 }
    expect(boundsOn({ ...place, ...kept }, [laptop, screen])).toEqual(kept)
  })

  it.each([
    ['its display is gone', at(1600, 100, 1800, 1000), { width: 1512, height: 920 }],
    ['its title would be above the display', at(100, -40, 1000, 800), { width: 1000, height: 800 }],
    ['it would stand below the display', at(100, 930, 1000, 800), { width: 1000, height: 800 }],
    ['too little of it would show', at(1450, 100, 1000, 800), { width: 1000, height: 800 }]
  ])('are centred where %s', (_why, kept, size) => {
    expect(boundsOn(kept, [laptop])).toEqual(size)
  })

  it('are no larger than the display, and never too small', () => {
    expect(boundsOn(at(0, 25, 4000, 3000), [laptop])).toEqual({
      x: 0,
      y: 25,
      width: 1512,
      height: 920
    })
    expect(boundsOn(at(0, 25, 10, 10), [laptop])).toMatchObject({ width: 900, height: 600 })
    expect(boundsOn(null, [])).toEqual({ width: 1440, height: 900 })
  })
})
