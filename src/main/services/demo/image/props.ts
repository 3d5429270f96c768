import { colours } from '../world/colours'
import type { Dice } from '../world/dice'
import type { PropName } from '../world/places'
import { circle, cross, ellipse, line, path, rect, type Svg } from './shapes'

const wheel = (x: number, r: number): Svg =>
  circle(x, -r, r, '#202226') + circle(x, -r, r * 0.5, '#aab0b8')

const carBody = (fill: string): Svg =>
  path('M-38 -9 L-36 -22 L-22 -24 L-13 -38 L16 -38 L26 -24 L37 -21 L38 -9 Z', fill, {
    stroke: '#00000055',
    'stroke-width': 1
  }) +
  path('M-17 -25 L-10 -35 L0 -35 L0 -25 Z', '#bfe0f2') +
  path('M3 -25 L3 -35 L14 -35 L21 -25 Z', '#bfe0f2') +
  wheel(-22, 9) +
  wheel(23, 9)

/** What is nearby, with its foot at (0, 0), in units of a figure. */
export const drawProp: Record<PropName, (dice: Dice) => Svg> = {
  drip: () =>
    line(0, 0, 0, -98, '#7d8791', 2.5) +
    line(-10, 0, 10, 0, '#7d8791', 3) +
    line(-9, -98, 9, -98, '#7d8791', 2.5) +
    rect(-13, -96, 10, 20, '#d8f0fa', { rx: 3, stroke: '#4f8aa5', 'stroke-width': 1 }) +
    rect(-13, -86, 10, 10, '#8fd0ee', { rx: 3 }) +
    line(-8, -76, -8, -45, '#4f8aa5', 1.2),
  plant: (dice) =>
    path('M-11 -20 L11 -20 L8 0 L-8 0 Z', dice.pick(['#b5562e', '#e0d6c5', '#6b7280'])) +
    [-34, -12, 10, 32]
      .map(
        (turn) =>
          `<ellipse cx="0" cy="-38" rx="6" ry="20" fill="${dice.pick(['#2f8f46', '#3aa655', '#23753a'])}" transform="rotate(${turn} 0 -20)"/>`
      )
      .join(''),
  cabinet: () =>
    rect(-19, -84, 38, 84, '#e9edf1', { stroke: '#7c8792', 'stroke-width': 1.2 }) +
    rect(-16, -80, 32, 38, '#d3ebf5') +
    [-72, -54]
      .map(
        (y) =>
          rect(-13, y, 6, 10, '#d62828') +
          rect(-4, y, 6, 10, '#f2c822') +
          rect(5, y, 6, 10, '#2463c4')
      )
      .join('') +
    line(0, -38, 0, -2, '#7c8792', 1.2) +
    cross(0, -21, 12, '#d62828'),
  television: () =>
    rect(-30, -78, 60, 38, '#17191e', { rx: 2 }) +
    rect(-27, -75, 54, 31, '#3f7fb5') +
    path('M-27 -46 L-10 -62 L4 -50 L14 -58 L27 -46 Z', '#6fc06f') +
    line(0, -40, 0, -30, '#17191e', 4) +
    rect(-26, -30, 52, 30, '#8a6a4a'),
  oxygen: (dice) =>
    rect(-9, -62, 18, 62, dice.pick(['#2b6cb0', '#2563a8']), { rx: 7 }) +
    rect(-9, -40, 18, 8, '#ffffff') +
    rect(-3, -72, 6, 10, '#6b7280') +
    circle(7, -69, 5, '#f7f8fa', { stroke: '#444', 'stroke-width': 1 }),
  fan: () =>
    line(0, 0, 0, -52, '#e5e7eb', 4) +
    ellipse(0, -2, 14, 4, '#6b7280') +
    circle(0, -66, 19, '#f3f6f9', { stroke: '#6b7280', 'stroke-width': 2 }) +
    [0, 120, 240]
      .map(
        (turn) =>
          `<ellipse cx="0" cy="-75" rx="5" ry="9" fill="#4f9bd0" transform="rotate(${turn} 0 -66)"/>`
      )
      .join('') +
    circle(0, -66, 3.5, '#374151'),
  tree: (dice) => {
    const leaf = dice.pick(['#2f8f46', '#3f9d4f', '#257a3b'])
    return (
      rect(-5, -52, 10, 52, '#6b4a2b') +
      circle(0, -72, 25, leaf) +
      circle(-17, -58, 17, leaf) +
      circle(17, -58, 17, leaf)
    )
  },
  car: (dice) =>
    carBody(
      dice.pick([
        ...colours.red.shades,
        ...colours.blue.shades,
        ...colours.grey.shades,
        ...colours.black.shades
      ])
    ),
  bicycle: (dice) => {
    const frame = dice.pick(['#d62828', '#2463c4', '#23252b'])
    const ring = { stroke: '#222', 'stroke-width': 2.4 }
    return (
      circle(-20, -14, 14, 'none', ring) +
      circle(20, -14, 14, 'none', ring) +
      line(-20, -14, -6, -36, frame, 2.6) +
      line(-6, -36, 14, -36, frame, 2.6) +
      line(14, -36, 20, -14, frame, 2.6) +
      line(-20, -14, 2, -14, frame, 2.6) +
      line(2, -14, -6, -36, frame, 2.6) +
      line(2, -14, 14, -36, frame, 2.6) +
      line(14, -36, 12, -46, frame, 2.6) +
      line(7, -47, 17, -45, '#222', 2.6) +
      line(-12, -40, -1, -40, '#222', 4)
    )
  },
  ambulance: () =>
    rect(-44, -58, 62, 50, '#fbfcfd', { stroke: '#8a929b', 'stroke-width': 1.2 }) +
    path('M18 -48 L34 -46 L44 -26 L44 -8 L18 -8 Z', '#fbfcfd', {
      stroke: '#8a929b',
      'stroke-width': 1.2
    }) +
    path('M22 -43 L32 -42 L38 -28 L22 -28 Z', '#a9d6ee') +
    rect(-44, -22, 88, 6, '#e03a3a') +
    cross(-16, -40, 22, '#e03a3a') +
    rect(-6, -65, 14, 7, '#2463c4', { rx: 2 }) +
    wheel(-26, 10) +
    wheel(26, 10),
  dog: (dice) => {
    const fur = dice.pick(['#b07a3f', '#7a4a21', '#e6d3b3', '#3a3331'])
    return (
      ellipse(0, -18, 18, 9, fur) +
      [-12, -6, 8, 13].map((x) => rect(x - 2, -14, 4.5, 14, fur)).join('') +
      circle(20, -28, 9, fur) +
      ellipse(27, -26, 6, 4, fur) +
      ellipse(14, -31, 3.5, 7, '#00000055') +
      circle(31, -27, 1.8, '#111') +
      circle(22, -30, 1.4, '#111') +
      path('M-17 -22 Q-29 -30 -26 -38', 'none', { stroke: fur, 'stroke-width': 4 })
    )
  }
}
