import { describe, expect, it } from 'vitest'
import tokens from './tokens.css?raw'

type Triple = readonly [number, number, number]
type Matrix = readonly [Triple, Triple, Triple]

/**
 * What colours look like without one kind of cone, in linear sRGB: Machado, Oliveira and Fernandes
 * (2009), severity 1.
 */
const sights: Record<string, Matrix> = {
  'full colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
}
/** OKLab (Ottosson 2020): linear sRGB to cone responses, and their cube roots to the space. */
const toCones: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005]
]
const toLab: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766]
]
/** About five times the smallest difference that is seen at all. */
const APART = 0.1
/** Of graphics against what is beside them: WCAG 2.2, 1.4.11. */
const CONTRAST = 3

const mapTriple = (values: Triple, change: (value: number) => number): Triple => [
  change(values[0]),
  change(values[1]),
  change(values[2])
]
const multiply = (matrix: Matrix, [x, y, z]: Triple): Triple => {
  const row = ([a, b, c]: Triple) => a * x + b * y + c * z
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}
/** The linear sRGB of a colour written as #rrggbb. */
function linear(hex: string): Triple {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return mapTriple([channel(1), channel(3), channel(5)], (value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  )
}
function asSeen(hex: string, sight: Matrix): Triple {
  const seen = mapTriple(multiply(sight, linear(hex)), (value) => Math.min(1, Math.max(0, value)))
  return multiply(toLab, mapTriple(multiply(toCones, seen), Math.cbrt))
}
const luminance = (hex: string): number => {
  const [red, green, blue] = linear(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const [light = '', dark = ''] = tokens.split(":root[data-theme='dark']")

describe.each([
  ['light', light],
  ['dark', dark]
])('the chart colours of the %s theme', (_, css) => {
  const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? ''
  const palette = [1, 2, 3, 4, 5, 6].map((n) => token(`chart-${n}`))
  // On a map, beside what has no value.
  const ramp = [1, 2, 3, 4, 5].map((n) => token(`ramp-${n}`))

  const kinds = { categories: palette, ramp: [...ramp, token('chart-5')] }
  const seen = Object.entries(sights).flatMap(([name, sight]) =>
    Object.entries(kinds).map(([kind, colours]) => [kind, name, colours, sight] as const)
  )
  it.each(seen)('are told apart (%s) with %s', (_kind, _name, colours, sight) => {
    for (const [index, colour] of colours.entries()) {
      for (const other of colours.slice(index + 1)) {
        const distance = Math.hypot(
          ...asSeen(colour, sight).map((value, i) => value - (asSeen(other, sight)[i] ?? 0))
        )
        expect(distance, `${colour} and ${other}`).toBeGreaterThan(APART)
      }
    }
  })

  it.each(['bg', 'bg-raised'])('stand out from the background %s', (background) => {
    for (const colour of [...palette, ...ramp]) {
      expect(contrast(colour, token(background)), colour).toBeGreaterThanOrEqual(CONTRAST)
    }
  })
})
