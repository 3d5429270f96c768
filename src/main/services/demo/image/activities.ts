import type { Dice } from '../world/dice'
import type { InteractionName, OccupationName } from '../world/activities'
import type { Arm } from './figure'
import { circle, ellipse, line, path, rect, type Svg } from './shapes'
import { drawThing } from './things'

/** How a person is drawn at some work; the pieces are in units of the figure, feet at (0, 0). */
interface Apparatus {
  posture: 'standing' | 'sitting'
  arms: readonly [Arm, Arm]
  inHand?: Svg
  before?: Svg
  behind?: Svg
}

const table = (height: number): Svg =>
  rect(16, -height, 46, 5, '#a8794b') +
  rect(20, -height, 4, height, '#7a5a38') +
  rect(54, -height, 4, height, '#7a5a38')

export const apparatus: Record<OccupationName, (dice: Dice) => Apparatus> = {
  computer: () => ({
    posture: 'sitting',
    arms: ['forward', 'forward'],
    before:
      table(38) +
      rect(34, -68, 28, 24, '#1b1e24', { rx: 2 }) +
      rect(36, -66, 24, 18, '#5fb2ea') +
      rect(46, -44, 5, 6, '#1b1e24') +
      rect(22, -41, 16, 3, '#2e3138')
  }),
  washing: () => ({
    posture: 'standing',
    arms: ['forward', 'forward'],
    before:
      path('M20 -52 L56 -52 L50 -38 L26 -38 Z', '#f4f7f9', {
        stroke: '#8b98a3',
        'stroke-width': 1.2
      }) +
      rect(34, -38, 8, 38, '#d5dde3') +
      path('M48 -52 L48 -72 Q48 -78 42 -78 L36 -78', 'none', {
        stroke: '#7c8792',
        'stroke-width': 4
      }) +
      line(36, -76, 36, -53, '#58b7ee', 4)
  }),
  reading: (dice) => ({
    posture: dice.chance(0.6) ? 'sitting' : 'standing',
    arms: ['low', 'low'],
    inHand: `<g transform="scale(1.35)">${drawThing.book(dice)}</g>`
  }),
  calling: (dice) => ({
    posture: 'standing',
    arms: ['face', 'down'],
    inHand: drawThing.phone(dice)
  }),
  drinking: (dice) => ({
    posture: dice.chance(0.4) ? 'sitting' : 'standing',
    arms: ['face', 'down'],
    inHand: drawThing.cup(dice)
  }),
  microscope: () => ({
    posture: 'sitting',
    arms: ['forward', 'low'],
    before:
      table(38) +
      rect(26, -43, 26, 5, '#22252b') +
      path('M46 -43 Q56 -58 44 -72', 'none', { stroke: '#22252b', 'stroke-width': 5 }) +
      line(46, -74, 34, -52, '#3b4250', 8) +
      line(47, -76, 42, -67, '#9aa3ad', 6) +
      rect(27, -50, 14, 3, '#7fb4d9')
  }),
  spraying: (dice) => ({
    posture: 'standing',
    arms: ['forward', 'low'],
    inHand:
      line(-6, 3, 20, -2, '#2b2f36', 3) +
      [-10, -3, 4, 11].map((dy) => line(22, -2, 50, dy * 1.6 - 2, '#bfe6f7', 2.4)).join('') +
      Array.from({ length: 14 }, () =>
        circle(28 + dice.integer(0, 26), dice.integer(-20, 18), 2, '#d8f1fb')
      ).join(''),
    behind: rect(-28, -76, 17, 34, '#f2a01e', { rx: 4 }) + rect(-25, -80, 11, 5, '#3a3a40')
  }),
  mopping: () => ({
    posture: 'standing',
    arms: ['forward', 'low'],
    before:
      line(12, -78, 40, -6, '#b98b5e', 3.5) +
      path('M32 -8 L50 -8 L54 0 L28 0 Z', '#dfe6ee', { stroke: '#8d99a6', 'stroke-width': 1 }) +
      path('M-40 -18 L-22 -18 L-25 0 L-37 0 Z', '#2463c4') +
      path('M-40 -18 Q-31 -32 -22 -18', 'none', { stroke: '#222', 'stroke-width': 1.6 })
  }),
  exercising: () => ({
    posture: 'standing',
    arms: ['up', 'up'],
    before: [-34, 34]
      .map((x) =>
        path(`M${x - 5} -96 q5 -7 10 0 M${x - 5} -84 q5 -7 10 0`, 'none', {
          stroke: '#ffffffcc',
          'stroke-width': 2.4
        })
      )
      .join('')
  })
}

/** How one person is drawn who does something with another, who stands or lies to the right. */
interface Pose {
  arms: readonly [Arm, Arm]
  inHand: Svg
  /** On the other's head. */
  onHead?: Svg
  /** Between both, in units of a figure, ground at y = 0. */
  between?: Svg
}

const simple = (inHand: Svg, arms: Pose['arms'] = ['forward', 'down']): Pose => ({ arms, inHand })

export const poses: Record<InteractionName, (dice: Dice) => Pose> = {
  injecting: (dice) => simple(`<g transform="scale(1.2)">${drawThing.syringe(dice)}</g>`),
  temperature: () =>
    simple(
      rect(-3, -14, 14, 8, '#f7f8fa', { rx: 2, stroke: '#65707b', 'stroke-width': 1 }) +
        rect(-3, -8, 6, 12, '#2f6fb0', { rx: 2 }) +
        line(11, -10, 24, -14, '#e03a3a', 1.6)
    ),
  swab: () =>
    simple(
      line(-2, 0, 20, -12, '#7a4a21', 2) +
        ellipse(21, -13, 3.4, 2.6, '#ffffff', { stroke: '#888', 'stroke-width': 0.6 })
    ),
  listening: () => ({
    arms: ['forward', 'down'],
    inHand:
      path('M2 0 Q-10 22 -26 -10', 'none', { stroke: '#20242a', 'stroke-width': 2.6 }) +
      circle(6, 1, 5, '#aeb7c0', { stroke: '#20242a', 'stroke-width': 1.6 })
  }),
  talking: () => ({
    arms: ['low', 'down'],
    inHand: '',
    between:
      ellipse(0, -112, 19, 11, '#ffffff', { stroke: '#55606b', 'stroke-width': 1.2 }) +
      path('M-8 -103 L-16 -94 L-2 -102 Z', '#ffffff') +
      [-8, 0, 8].map((x) => circle(x, -112, 2.2, '#55606b')).join('')
  }),
  handing: (dice) => simple(drawThing.medicine(dice)),
  leading: () => simple('', ['low', 'down']),
  pressure: () => ({
    arms: ['forward', 'low'],
    inHand: ellipse(3, 2, 5, 7, '#23262c'),
    between:
      rect(-6, -48, 26, 17, '#eef2f5', { rx: 2, stroke: '#5a6570', 'stroke-width': 1.4 }) +
      rect(-3, -45, 14, 9, '#9fd6a8') +
      path('M16 -46 Q24 -66 20 -62', 'none', { stroke: '#23262c', 'stroke-width': 2 }) +
      rect(12, -70, 13, 12, '#2d5fa8', { rx: 2 })
  }),
  wheeling: () => simple(''),
  bandaging: () => ({
    arms: ['forward', 'forward'],
    inHand:
      circle(2, -6, 6, '#ffffff', { stroke: '#9aa3ad', 'stroke-width': 1.4 }) +
      circle(2, -6, 2, '#9aa3ad'),
    onHead:
      rect(-12, -10, 24, 7, '#ffffff', { stroke: '#b9c0c7', 'stroke-width': 0.8 }) +
      circle(5, -6.5, 2.8, '#d62828')
  }),
  feeding: () => ({
    arms: ['forward', 'low'],
    inHand:
      line(-2, 2, 16, -4, '#8d949c', 2.2) +
      ellipse(18, -5, 4.4, 3, '#c3c8ce') +
      path('M-16 8 Q-8 22 4 8 Z', '#f3f0e6', { stroke: '#b23a48', 'stroke-width': 1.6 })
  })
}
