import { colours, type Colour } from '../world/colours'
import type { Dice } from '../world/dice'

/** SVG elements as text; coordinates are those of an image 256 wide and 256 high. */
export type Svg = string

type Paint = Readonly<Record<string, string | number>>

const attributes = (paint: Paint): string =>
  Object.entries(paint)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? round(value) : value}"`)
    .join('')

const round = (value: number): number => Math.round(value * 100) / 100

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  paint: Paint = {}
): Svg => `<rect${attributes({ x, y, width, height, fill, ...paint })}/>`
export const circle = (cx: number, cy: number, r: number, fill: string, paint: Paint = {}): Svg =>
  `<circle${attributes({ cx, cy, r, fill, ...paint })}/>`
export const ellipse = (
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  fill: string,
  paint: Paint = {}
): Svg => `<ellipse${attributes({ cx, cy, rx, ry, fill, ...paint })}/>`
export const path = (d: string, fill: string, paint: Paint = {}): Svg =>
  `<path${attributes({ d, fill, ...paint })}/>`
export const line = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width: number
): Svg =>
  `<line${attributes({ x1, y1, x2, y2, stroke, 'stroke-width': width, 'stroke-linecap': 'round' })}/>`

/** A cross of two bars around (x, y). */
export const cross = (x: number, y: number, size: number, fill: string): Svg =>
  rect(x - size / 2, y - size / 6, size, size / 3, fill) +
  rect(x - size / 6, y - size / 2, size / 3, size, fill)

export const moved = (x: number, y: number, scale: number, inner: Svg, turn = 0): Svg =>
  `<g transform="translate(${round(x)} ${round(y)}) rotate(${turn}) scale(${round(scale)})">${inner}</g>`

/** What faced right faces left, about x = 0. */
export const mirrored = (inner: Svg): Svg => `<g transform="scale(-1 1)">${inner}</g>`

/** A colour made a little lighter or darker, so that no two images have quite the same. */
export function varied(dice: Dice, hex: string, by = 12): string {
  const value = Number.parseInt(hex.slice(1), 16)
  const shift = dice.integer(-by, by)
  const part = (bits: number): string =>
    Math.max(0, Math.min(255, ((value >> bits) & 255) + shift))
      .toString(16)
      .padStart(2, '0')
  return `#${part(16)}${part(8)}${part(0)}`
}

/** One of a colour's shades. */
export const shade = (dice: Dice, colour: Colour): string =>
  varied(dice, dice.pick(colours[colour].shades), 8)
